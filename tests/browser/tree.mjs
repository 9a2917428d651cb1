// The page as a screen reader is given it: Chromium's accessibility tree, without what is ignored.
export async function treeOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const {nodes} = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (node) =>
    node.role?.value === 'StaticText' ? node.name.value : (node.childIds ?? []).map((id) => textOf(byId.get(id))).join('');
  return nodes
    .filter(({ignored}) => !ignored)
    .map((node) => ({
      role: node.role.value,
      name: node.name?.value ?? '',
      description: node.description?.value ?? '',
      text: textOf(node),
      ...Object.fromEntries((node.properties ?? []).map(({name, value}) => [name, value.value])),
    }));
}

export const withRole = (nodes, ...roles) => nodes.filter(({role}) => roles.includes(role));
