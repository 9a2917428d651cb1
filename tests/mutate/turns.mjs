// The places of a source that can be turned, each with what stands there instead.
//
// A turn is {kind, from, to, instead, what}: the tokens from..to are replaced by `instead`, unless its kind is
// `skip` (the statement is left out) or `ignore` (a condition that declares is taken as false).
import {scopesOf, functionsOf} from './scopes.mjs';
import {isAssignment, isBinary, leftOf, levelOf, rightOf} from './expressions.mjs';
import {tokensOf} from './tokens.mjs';

const comparisons = {
  '==': ['!='], '!=': ['=='], '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'],
};
const sums = {'+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['/']};
const logic = {'&&': '||', '||': '&&'};
const neutral = {'&&': 'true', '||': 'false'};

const declares = new Set(['constexpr', 'static_assert', 'using', 'typedef', 'struct', 'class', 'enum', 'case', 'assert']);
const noExpression = new Set([
  'const', 'auto', 'static', 'return', 'if', 'for', 'while', 'switch', 'default', 'break', 'continue', 'else', 'do', 'bool', 'int',
  'unsigned', 'char', 'goto', 'delete', 'throw',
]);

export function turnsOf(text, codes) {
  const tokens = tokensOf(text);
  const scopes = scopesOf(tokens);
  const functions = functionsOf(tokens, scopes);
  const source = {text, tokens, scopes, functions, codes, silent: silentOf(tokens), blocks: blocksOf(scopes)};
  const turns = [];
  for (const one of functions) {
    for (let at = one.open + 1; at < one.close; at += 1) {
      if (!source.silent[at]) turns.push(...turnsAt(source, one, at).map((turn) => ({...turn, function: one})));
    }
  }
  turns.push(...defaults(source));
  return {tokens, functions, turns: turns.filter(({from, to}) => from <= to)};
}

// Where nothing is turned: constants, declarations of types, labels, assertions, arguments of templates.
function silentOf(tokens) {
  const silent = new Array(tokens.length).fill(false);
  const upTo = (from, ends) => {
    for (let at = from; at < tokens.length && !ends.includes(tokens[at].text); at += 1) silent[at] = true;
  };
  for (const {index, text, mate, kind} of tokens) {
    if (kind === 'word' && text === 'case') upTo(index, [':']);
    else if (kind === 'word' && text === 'constexpr' && isVariable(tokens, index)) upTo(index, [';']);
    else if (kind === 'word' && declares.has(text) && text !== 'constexpr') upTo(index, [';', '{']);
    else if (text === '<' && mate > index) silent.fill(true, index, mate + 1);
  }
  return silent;
}

function isVariable(tokens, index) {
  for (let at = index; at < tokens.length; at += 1) {
    const {text, mate} = tokens[at];
    if (text === '=' || text === ';' || text === '{') return true;
    if (text === '(') return false;
    if (mate > at) at = mate;
  }
  return true;
}

const blocksOf = (scopes) => new Map(scopes.map((scope) => [scope.open, scope]));

// ---- one place ------------------------------------------------------------------------------

function turnsAt(source, within, at) {
  const token = source.tokens[at];
  const found = [];
  if (isBinary(token)) found.push(...ofOperator(source, at));
  if (token.text === '!' && !token.blankAfter) found.push(...ofNot(source, at));
  if (token.text === '?') found.push(...forced(source, leftOf(source.tokens, at, 0), at - 1));
  if (token.kind === 'number' && !/[eE.]/.test(token.text.replace(/^0x.*/i, ''))) found.push(ofNumber(token));
  if (token.text === 'true' || token.text === 'false') found.push(ofTruth(token));
  if (token.text === 'Code' && source.tokens[at + 1]?.text === '::') found.push(...ofCode(source, at));
  if (['if', 'while', 'for'].includes(token.text)) found.push(...ofControl(source, at));
  if (token.text === 'return') found.push(...ofReturn(source, within, at));
  if (beginsStatement(source, at)) found.push(...ofStatement(source, at));
  return found;
}

const words = ({text, tokens}, from, to) =>
  tokens.slice(from, to + 1).map((token, i, all) => (i > 0 && text.slice(all[i - 1].end, token.start) !== '' ? ' ' : '') + token.text).join('');

function ofOperator(source, at) {
  const {tokens} = source;
  const operator = tokens[at].text;
  const level = levelOf(tokens[at]);
  const from = leftOf(tokens, at, level);
  const to = rightOf(tokens, at, level + 1);
  const replaced = (other) => `${words(source, from, at - 1)} ${other} ${words(source, at + 1, to)}`;
  const turned = (kind, list = []) =>
    list.map((other) => ({kind, from, to, instead: replaced(other), what: `\`${operator}\` as \`${other}\``}));
  const found = [...turned('comparison', comparisons[operator]), ...turned('sum', sums[operator])];
  if (!logic[operator]) return found;
  // An operator's left side binds as one with what stands before it: the brackets keep it so.
  const other = logic[operator];
  found.push({kind: 'logic', from, to, instead: `(${words(source, from, at - 1)}) ${other} (${words(source, at + 1, to)})`, what: `\`${operator}\` as \`${other}\``});
  const without = (first, last) => ({
    kind: 'without', from: first, to: last, truth: true, instead: neutral[operator],
    what: `without \`${words(source, first, last)}\``,
  });
  found.push(without(at + 1, to));
  const first = leftOf(tokens, at, level + 1);
  if (!(isBinary(tokens[first - 1] ?? {}) && tokens[first - 1].text === operator)) found.push(without(first, at - 1));
  return found;
}

// From `!` to the end of what it negates.
function ofNot(source, at) {
  const to = rightOf(source.tokens, at, 99);
  return [{kind: 'not', from: at, to, truth: true, instead: `static_cast<bool>(${words(source, at + 1, to)})`, what: `without the \`!\` of \`${words(source, at, to)}\``}];
}

const ofNumber = ({index, text}) => {
  const other = /^1$/.test(text) ? '0' : `${text} + 1`;
  return {kind: 'number', from: index, to: index, instead: other, what: `\`${text}\` as \`${other}\``};
};

const ofTruth = ({index, text}) => {
  const other = text === 'true' ? 'false' : 'true';
  return {kind: 'truth', from: index, to: index, instead: other, what: `\`${text}\` as \`${other}\``};
};

function ofCode({tokens, codes}, at) {
  const name = tokens[at + 2]?.text;
  const place = codes.indexOf(name);
  if (place < 0) return [];
  const other = codes[(place + 1) % codes.length];
  return [{kind: 'code', from: at, to: at + 2, instead: `Code::${other}`, what: `\`${name}\` as \`${other}\``}];
}

const forced = (source, from, to, truths = ['true', 'false']) => {
  if (from === to && ['true', 'false'].includes(source.tokens[from].text)) return [];
  return truths.map((truth) => ({kind: 'forced', from, to, truth: true, instead: truth, what: `\`${words(source, from, to)}\` as \`${truth}\``}));
};

function ofControl(source, at) {
  const {tokens} = source;
  const open = tokens[at + 1]?.text === 'constexpr' ? undefined : tokens[at + 1];
  if (open?.text !== '(') return [];
  const close = open.mate;
  const semicolons = topLevel(tokens, open.index, close, ';');
  if (tokens[at].text === 'for') {
    if (semicolons.length !== 2 || semicolons[1] === semicolons[0] + 1) return [];
    return forced(source, semicolons[0] + 1, semicolons[1] - 1, ['false']);
  }
  const from = (semicolons[0] ?? open.index) + 1;
  const equals = topLevel(tokens, open.index, close, '=').find((index) => index >= from);
  if (equals !== undefined && tokens[equals - 1].kind === 'word' && tokens[equals - 2]?.text !== '(') {
    const name = tokens[equals - 1].text;
    return semicolons.length > 0 ? [] : [{kind: 'ignore', from: close, to: close, name, what: `\`${words(source, from, close - 1)}\` as \`false\``}];
  }
  return forced(source, from, close - 1, tokens[at].text === 'while' ? ['false'] : undefined);
}

function topLevel(tokens, open, close, text) {
  const found = [];
  for (let at = open + 1; at < close; at += 1) {
    if (tokens[at].mate > at) at = tokens[at].mate;
    else if (tokens[at].text === text) found.push(at);
  }
  return found;
}

function ofReturn(source, within, at) {
  const {tokens} = source;
  const end = endOfStatement(tokens, at);
  const head = tokens.slice(within.begin, within.open).map(({text}) => text);
  const isInLambda = source.scopes.some(({open, close, kind}) => kind === 'function' && open > within.open && open < at && close > at && isLambda(tokens, open));
  const found = [];
  const first = head.find((word) => !['static', 'inline', 'constexpr', '[', ']', 'nodiscard'].includes(word));
  const isPlain = end === at + 2 && ['true', 'false'].includes(tokens[at + 1].text);
  if (first === 'bool' && !isInLambda && end > at + 1 && !isPlain) found.push(...forced(source, at + 1, end - 1));
  // After an `if` it is the condition's turn; as the last of a function, nothing would be returned.
  const isLast = end + 1 === within.close || tokens[end + 1].text === '}' && isInLambda;
  if (tokens[at - 1].text !== ')' && !isLast && tokens[end + 1].text !== '}') found.push({kind: 'skip', from: at, to: end, what: `without \`${words(source, at, end)}\``});
  return found;
}

const isLambda = (tokens, open) =>
  tokens[open - 1].text === ']' || (tokens[open - 1].text === ')' && tokens[tokens[open - 1].mate - 1]?.text === ']');

function endOfStatement(tokens, at) {
  let end = at;
  while (tokens[end].text !== ';') end = tokens[end].mate > end ? tokens[end].mate + 1 : end + 1;
  return end;
}

function beginsStatement({tokens, blocks}, at) {
  const before = tokens[at - 1];
  if (before.text === ';') return !isInBrackets(tokens, at);
  if (before.text === '{') return blocks.get(before.index)?.kind === 'function';
  if (before.text === '}') return blocks.get(before.mate)?.kind === 'function';
  if (before.text === 'else' || before.text === 'do') return true;
  if (before.text === ')') return ['if', 'for', 'while'].includes(tokens[before.mate - 1]?.text);
  return before.text === ':' && isLabel(tokens, at - 1);
}

// The semicolons of a `for` are inside its brackets.
function isInBrackets(tokens, at) {
  for (let i = at - 1; i >= 0; i -= 1) {
    if (tokens[i].mate < i) i = tokens[i].mate;
    else if (tokens[i].mate > i) return tokens[i].text !== '{';
  }
  return false;
}

function isLabel(tokens, colon) {
  for (let at = colon - 1; at >= 0 && !';{}?'.includes(tokens[at].text); at -= 1) {
    if (tokens[at].text === 'case' || tokens[at].text === 'default') return true;
  }
  return false;
}

// A call or an assignment that stands alone, and a `break` that no condition guards.
function ofStatement(source, at) {
  const {tokens} = source;
  const token = tokens[at];
  const skip = (end) => [{kind: 'skip', from: at, to: end, what: `without \`${words(source, at, end)}\``}];
  if (token.text === 'break') return tokens[at - 1].text === ')' ? [] : skip(at + 1);
  if (noExpression.has(token.text) || declares.has(token.text)) return [];
  let next = at;
  while (['*', '++', '--'].includes(tokens[next].text)) next += 1;
  if (tokens[next].kind !== 'word' && tokens[next].text !== '(') return [];
  let acts = next > at && tokens[at].text !== '*';
  for (let expectsWord = true; ; ) {
    const one = tokens[next];
    if (one.mate > next) {
      acts ||= one.text === '(';
      next = one.mate + 1;
      expectsWord = false;
    } else if (['::', '.', '->'].includes(one.text)) {
      next += 1;
      expectsWord = true;
    } else if (one.kind === 'word' && expectsWord) {
      next += 1;
      expectsWord = false;
    } else {
      break;
    }
  }
  const one = tokens[next];
  const isWhole = one.text === ';' ? acts : isAssignment(one) || one.text === '++' || one.text === '--';
  return isWhole ? skip(endOfStatement(tokens, next)) : [];
}

// `bool allow = false;` of a struct: what is so when nobody says otherwise.
function defaults({tokens, scopes, silent}) {
  const found = [];
  for (const {open, close} of scopes.filter(({kind}) => kind === 'class')) {
    for (let at = open + 1; at < close; at += 1) {
      if (tokens[at].mate > at) {
        at = tokens[at].mate;
      } else if (tokens[at].text === '=' && tokens[at + 2]?.text === ';' && !silent[at]) {
        const value = tokens[at + 1];
        if (value.kind === 'number') found.push(ofNumber(value));
        if (value.text === 'true' || value.text === 'false') found.push(ofTruth(value));
      }
    }
  }
  return found;
}
