// How far an expression reaches around an operator.

const precedence = new Map(
  [['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!='], ['<', '>', '<=', '>='], ['<=>'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']]
    .flatMap((list, level) => list.map((text) => [text, level + 1])),
);
const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^=', '<<=', '>>=']);
const beforeExpression = new Set(['return', 'case', 'else', 'do', 'co_return', 'throw']);
const controls = new Set(['if', 'for', 'while', 'switch']);

export const isBinary = (token) =>
  token.kind === 'punct' && precedence.has(token.text) && token.mate === undefined && token.blankBefore && token.blankAfter;
export const isAssignment = (token) => token.kind === 'punct' && assignments.has(token.text);
export const levelOf = (token) => precedence.get(token.text);

const endsAnything = (token) => token.kind === 'punct' && [';', ',', '?', ':'].includes(token.text);

// The first token of the left side: the operand itself where `level` is the operator's own plus a half.
export function leftOf(tokens, index, level) {
  let at = index - 1;
  for (; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token.mate < at) {
      const before = tokens[token.mate - 1];
      if (token.text === ')' && (controls.has(before?.text) || before?.text === 'constexpr')) break;
      if (token.text === '}' && !valueBrace(tokens, token.mate)) break;
      at = token.mate;
    } else if (token.mate > at || endsAnything(token) || isAssignment(token) || beforeExpression.has(token.text)) {
      break;
    } else if (isBinary(token) && levelOf(token) < level) {
      break;
    }
  }
  return at + 1;
}

// `Error{…}` or a lambda's body, and no block.
function valueBrace(tokens, open) {
  const before = tokens[open - 1];
  return before?.kind === 'word' && before.text !== 'else' && before.text !== 'do' || before?.text === '>' || before?.text === ']' ||
    (before?.text === ')' && tokens[before.mate - 1]?.text === ']');
}

// The last token of the right side.
export function rightOf(tokens, index, level) {
  let at = index + 1;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token.mate > at) at = token.mate;
    else if (token.mate < at || endsAnything(token) || isAssignment(token)) break;
    else if (isBinary(token) && levelOf(token) < level) break;
  }
  return at - 1;
}
