// A source in which every turn is guarded by its switch. Each line stays on its line, so that a
// compiler's message about the woven source is about the same line of the source.

const inclusive = (a, b) => a.from <= b.from && a.to >= b.to;

// `turns` with their `id`; of two that cover the same tokens the first is the outer one.
export function woven(text, tokens, turns) {
  const ordered = turns.map((turn, i) => ({turn, i}))
    .sort((a, b) => a.turn.from - b.turn.from || b.turn.to - a.turn.to || a.i - b.i).map(({turn}) => turn);
  const start = (index) => tokens[index].start;
  const end = (index) => tokens[index].end;

  // The text from one offset to another, with the turns of the list inside it.
  function between(from, to, list) {
    let out = '';
    let at = from;
    let rest = list;
    while (rest.length > 0) {
      const [first] = rest;
      const inside = rest.slice(1).filter((one) => inclusive(first, one));
      rest = rest.slice(1 + inside.length);
      out += text.slice(at, start(first.from)) + guarded(first, inside);
      at = end(first.to);
    }
    return out + text.slice(at, to);
  }

  function guarded(turn, inside) {
    const plain = between(start(turn.from), end(turn.to), inside);
    const on = `::samtycke::mutate::on(${turn.id})`;
    if (turn.kind === 'skip') return `{ if (!${on}) ${plain} }`;
    if (turn.kind === 'ignore') return `; !${on} && ${turn.name}${plain}`;
    return `(${on} ? (${turn.instead}) : ${turn.truth ? 'static_cast<bool>' : ''}(${plain}))`;
  }

  return between(0, text.length, ordered);
}
