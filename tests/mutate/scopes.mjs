// Which braces of a source are bodies of functions, which are classes, and which are lists of values.

const isOpen = (token) => token !== undefined && token.mate > token.index;

// Where the declaration or the statement that the token belongs to begins.
function beginOf(tokens, index) {
  let at = index - 1;
  while (at >= 0) {
    const token = tokens[at];
    if (token.mate < at && token.text !== '}') at = token.mate;
    else if (';{}'.includes(token.text)) break;
    at -= 1;
  }
  return at + 1;
}

const controls = new Set(['if', 'for', 'while', 'switch', 'else', 'do']);

function kindOf(tokens, index, outer) {
  const before = tokens[index - 1];
  if (before === undefined) return 'list';
  const head = tokens.slice(beginOf(tokens, index), index).map(({text}) => text);
  if (head.includes('namespace')) return 'namespace';
  if (outer !== 'function' && outer !== 'list' && head.some((word) => word === 'class' || word === 'struct')) return 'class';
  if (head.includes('enum')) return 'list';
  if (outer === 'function') {
    if (before.text === ')' || before.text === 'else' || before.text === 'do' || ';{}:'.includes(before.text)) return 'function';
    if (before.text === ']' || before.text === 'mutable' || /^(?:\[|.*->)/.test(head.join('')) && before.kind === 'word') return 'function';
    return 'list';
  }
  if (outer === 'list') return before.text === ')' && tokens[tokens[index - 1].mate - 1]?.text === ']' ? 'function' : 'list';
  const isFunction = head.includes('(') && !head.includes('=') || [')', 'const', 'noexcept', 'override'].includes(before.text);
  return isFunction ? 'function' : 'list';
}

// {open, close, kind, outer} of each pair of braces; `outer` is the brace around it.
export function scopesOf(tokens) {
  const scopes = [];
  const stack = [];
  for (const token of tokens) {
    if (token.text === '{' && isOpen(token)) {
      const outer = stack.at(-1);
      // In a constructor's list of members a brace holds a value: the body follows a bracket's end.
      const scope = {open: token.index, close: token.mate, outer, kind: kindOf(tokens, token.index, outer?.kind ?? 'namespace')};
      scopes.push(scope);
      stack.push(scope);
    } else if (token.text === '}' && stack.at(-1)?.close === token.index) {
      stack.pop();
    }
  }
  return scopes;
}

// The whole functions: [{open, close, begin}], `begin` being the first token of the declaration.
export function functionsOf(tokens, scopes) {
  return scopes
    .filter(({kind, outer}) => kind === 'function' && outer?.kind !== 'function' && outer?.kind !== 'list')
    .map((scope) => ({...scope, begin: beginOf(tokens, scope.open)}));
}

export {beginOf, controls};
