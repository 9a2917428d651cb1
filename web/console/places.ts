// Where in the text a JSON Pointer leads, by the editor's own tree: what was typed is seldom whole JSON.

import type {SyntaxNode, Tree} from '@lezer/common';

export interface Range {
  readonly from: number;
  readonly to: number;
}

type Slice = (from: number, to: number) => string;

const steps = (pointer: string): string[] =>
  pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const isValue = ({name}: SyntaxNode): boolean => /^(Object|Array|String|Number|True|False|Null)$/.test(name);

function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}

function member(node: SyntaxNode, name: string, slice: Slice): SyntaxNode | undefined {
  const property = children(node).find((child) => {
    const key = child.name === 'Property' ? child.getChild('PropertyName') : null;
    return key !== null && slice(key.from, key.to) === JSON.stringify(name);
  });
  return property && children(property).find(isValue);
}

// The value that the pointer names; where there is none, what stands around its place, its first line.
export function rangeOf(pointer: string, tree: Tree, slice: Slice): Range {
  const whole = children(tree.topNode).find(isValue);
  if (!whole) return {from: 0, to: 0};
  let node: SyntaxNode = whole;
  for (const step of steps(pointer)) {
    const next: SyntaxNode | undefined = node.name === 'Array' ? children(node).filter(isValue)[Number(step)] : member(node, step, slice);
    if (!next) return {from: node.from, to: node.from + 1};
    node = next;
  }
  const isLarge = node.name === 'Object' || node.name === 'Array';
  return {from: node.from, to: isLarge ? node.from + 1 : node.to};
}
