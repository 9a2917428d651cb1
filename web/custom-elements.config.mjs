// custom-elements.json out of the comments of the elements. What the analyzer adds from the code that no
// page can use (private members, properties of other objects) is left out: who has no comment has no
// promise.

const inPackage = (path) => path.replace(/^\/?(src\/)?/, '').replace(/\.ts$/, '.js');

function publish(declaration) {
  declaration.members = declaration.members?.filter(({description}) => description !== undefined);
  declaration.events = declaration.events?.filter(({description}) => description !== undefined);
  // Only on a server is the superclass anything else (src/base.ts).
  if (declaration.superclass?.name === 'Base') declaration.superclass = {name: 'HTMLElement'};
}

const published = {
  name: 'published',
  packageLinkPhase({customElementsManifest}) {
    for (const module of customElementsManifest.modules) {
      const folder = new URL(module.path, 'file:///');
      module.path = inPackage(module.path);
      module.declarations?.forEach(publish);
      for (const {declaration} of module.exports ?? []) {
        const from = declaration.module?.startsWith('.') ? new URL(declaration.module, folder).pathname : declaration.module;
        if (from !== undefined) declaration.module = inPackage(from);
      }
    }
  },
};

export default {
  globs: ['src/*/element.ts', 'src/*/events.ts', 'src/*/define.ts'],
  packagejson: false,
  plugins: [published],
};
