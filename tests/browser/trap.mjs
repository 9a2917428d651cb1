// For a page's init script: a module that traps from when the test sets `trap`.
export function trapLater() {
  const {instantiateStreaming} = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const {instance, module} = await instantiateStreaming.apply(WebAssembly, given);
    const evaluate = (size) => {
      if (globalThis.trap) throw new WebAssembly.RuntimeError('unreachable');
      return instance.exports.samtycke_evaluate(size);
    };
    return {module, instance: {exports: {...instance.exports, samtycke_evaluate: evaluate}}};
  };
}
