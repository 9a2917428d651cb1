// A C++ source as tokens: enough of the language to find conditions, operators and statements in code
// that clang-format wrote. Its blanks are trusted: a binary operator has one on both sides, the angle
// bracket of a template has none before it.

const puncts = [
  '<<=', '>>=', '<=>', '...', '->*', '::', '->', '==', '!=', '<=', '>=', '&&', '||', '++', '--', '+=', '-=', '*=',
  '/=', '%=', '|=', '&=', '^=', '<<', '>>',
];

const skipped = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const directive = /#(?:\\\n|[^\n])*/y;
const kinds = [
  ['string', /(?:u8|u|U|L)?R"([^(\s]*)\([\s\S]*?\)\1"|(?:u8|u|U|L)?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/y],
  ['number', /(?:0[xX][0-9a-fA-F']+|\d[\d']*)[uUlLzZ]*/y],
  ['word', /[A-Za-z_]\w*/y],
];

function* raw(text) {
  let at = 0;
  const take = (expression) => {
    expression.lastIndex = at;
    return expression.exec(text)?.[0];
  };
  let startsLine = true;
  while (at < text.length) {
    const blank = take(skipped);
    if (blank !== undefined) {
      startsLine ||= blank.includes('\n');
      at += blank.length;
      continue;
    }
    if (startsLine && text[at] === '#') {
      at += take(directive).length;
      continue;
    }
    startsLine = false;
    const found = kinds.map(([kind, expression]) => ({kind, text: take(expression)})).find((one) => one.text !== undefined);
    const punct = puncts.find((one) => text.startsWith(one, at)) ?? text[at];
    const token = found ?? {kind: 'punct', text: punct};
    yield {...token, start: at, end: at + token.text.length};
    at += token.text.length;
  }
}

const closerOf = {'(': ')', '[': ']', '{': '}', '<': '>'};

// `>>` that closes two templates is two tokens.
function split(token, opens) {
  const closes = token.text === '>>' && opens.at(-1)?.text === '<' && opens.at(-2)?.text === '<';
  if (!closes) return [token];
  return [0, 1].map((i) => ({...token, text: '>', start: token.start + i, end: token.start + i + 1}));
}

// Tokens with `blankBefore`, `blankAfter`, and `mate`: the index of the bracket that belongs to one.
export function tokensOf(text) {
  const tokens = [];
  const opens = [];
  const isBlank = (at) => at < 0 || at >= text.length || /\s/.test(text[at]);
  for (const whole of raw(text)) {
    for (const token of split(whole, opens)) {
      Object.assign(token, {index: tokens.length, blankBefore: isBlank(token.start - 1), blankAfter: isBlank(token.end)});
      const isTemplate = token.text === '<' && (!token.blankBefore || tokens.at(-1)?.text === 'template');
      if (token.kind === 'punct' && (isTemplate || '([{'.includes(token.text))) {
        opens.push(token);
      } else if (token.kind === 'punct' && closerOf[opens.at(-1)?.text] === token.text) {
        const open = opens.pop();
        open.mate = token.index;
        token.mate = open.index;
      }
      tokens.push(token);
    }
  }
  if (opens.length > 0) throw new Error(`a bracket that nothing closes: ${text.slice(opens.at(-1).start).split('\n')[0]}`);
  return tokens;
}
