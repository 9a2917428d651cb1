// Draws each table of figures that the page holds as a chart above it. The table stays: the chart says
// nothing that it does not. Colours are the sheet's, so that they follow the page's and the reader's.
import {scaleLinear, scaleUtc} from 'd3-scale';
import {area, curveStepAfter, line} from 'd3-shape';

interface Point {
  at: Date;
  yes: number;
  people: number;
}

const namespace = 'http://www.w3.org/2000/svg';
const height = 190;
const edge = {top: 16, right: 64, bottom: 28, left: 44};
const ticksApart = 96;
const labelHeight = 16;

function element(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

function pointsOf(table: HTMLTableElement): Point[] {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr')];
  return rows.map(({dataset}) => ({
    at: new Date(`${dataset.day}T00:00:00Z`),
    yes: Number(dataset.yes),
    people: Number(dataset.people),
  }));
}

// Where the words at the ends of the two lines stand: apart, also where the lines end close together.
function apart(yes: number, people: number): [number, number] {
  const lacking = Math.max(0, labelHeight - (yes - people)) / 2;
  return [yes + lacking, people - lacking];
}

function drawn(points: Point[], width: number, language: string, words: DOMStringMap): SVGElement {
  const first = points[0]!;
  const last = points.at(-1)!;
  const x = scaleUtc([first.at, last.at], [edge.left, width - edge.right]);
  const most = Math.max(...points.map(({people}) => people), 1);
  const y = scaleLinear([0, most], [height - edge.bottom, edge.top]).nice(4);
  const svg = element('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': words.label ?? ''});
  for (const tick of y.ticks(4)) {
    svg.append(element('line', {class: 'grid', x1: edge.left, x2: width - edge.right, y1: y(tick), y2: y(tick)}));
    svg.append(element('text', {class: 'tick', x: edge.left - 8, y: y(tick) + 4, 'text-anchor': 'end'}, tick.toLocaleString(language)));
  }
  const day = new Intl.DateTimeFormat(language, {day: 'numeric', month: 'short', timeZone: 'UTC'});
  for (const tick of x.ticks(Math.max(2, Math.floor(width / ticksApart)))) {
    svg.append(element('text', {class: 'tick', x: x(tick), y: height - 8, 'text-anchor': 'middle'}, day.format(tick)));
  }
  const steps = (value: (point: Point) => number) =>
    line<Point>((point) => x(point.at), (point) => y(value(point))).curve(curveStepAfter)(points) ?? '';
  const filled = area<Point>((point) => x(point.at), y(0), (point) => y(point.yes)).curve(curveStepAfter)(points) ?? '';
  svg.append(element('path', {class: 'people', d: steps(({people}) => people)}));
  svg.append(element('path', {class: 'area', d: filled}));
  svg.append(element('path', {class: 'yes', d: steps(({yes}) => yes)}));
  const [yesAt, peopleAt] = apart(y(last.yes), y(last.people));
  const end = width - edge.right + 8;
  svg.append(element('text', {class: 'people-label', x: end, y: peopleAt + 4}, words.people ?? ''));
  svg.append(element('text', {class: 'yes-label', x: end, y: yesAt + 4}, words.yes ?? ''));
  return svg;
}

function draw(figure: HTMLElement, table: HTMLTableElement): void {
  const width = Math.max(280, Math.round(figure.clientWidth));
  const chart = drawn(pointsOf(table), width, document.documentElement.lang, figure.dataset);
  figure.replaceChildren(chart);
  figure.hidden = false;
}

for (const figure of document.querySelectorAll<HTMLElement>('.chart')) {
  const table = document.getElementById(figure.dataset.table ?? '');
  if (!(table instanceof HTMLTableElement)) continue;
  figure.hidden = false;
  let drawnFor = 0;
  new ResizeObserver(() => {
    if (figure.clientWidth === drawnFor) return;
    drawnFor = figure.clientWidth;
    draw(figure, table);
  }).observe(figure);
}
