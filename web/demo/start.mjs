// What ./run starts when everything is built: both servers, and at the first time the demo's
// companies, people and gates. Stays in the foreground and ends both servers when it is ended.

import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {demo, prepare} from './prepare.mjs';
import {isTaken, Stack} from './stack.mjs';

const tokenEveryMs = 30 * 60_000;
const stack = new Stack({folder: join(import.meta.dirname, '../../var')});

async function fail(sentence) {
  console.error(sentence);
  await stack.stopAll();
  process.exit(1);
}

for (const port of [stack.portalPort, stack.providerPort]) {
  if (await isTaken(port)) {
    await fail(`Port ${port} on this machine is taken, perhaps by another ./run; end that one first.`);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    stack.onEnd = () => {};
    await stack.stopAll();
    process.exit(0);
  });
}
stack.onEnd = (name) => fail(`The ${name} stopped by itself. It said:\n${stack.log(name)}`);

try {
  await stack.start();
  const prepared = stack.path('prepared');
  if (!existsSync(prepared)) {
    console.log('First start: bringing in the companies and opening their gates …');
    await prepare(stack);
    writeFileSync(prepared, '');
  }
  await stack.writeHeader();
  setInterval(() => stack.writeHeader().catch((error) => console.error(error.message)), tokenEveryMs);
} catch (error) {
  await fail(error.message);
}

console.log(`
Mitt Företag is open:  ${stack.portal}/

Ask whether a person's traffic data may be used (in another terminal, in this folder):

  curl -H @var/offer-engine.header --json '${JSON.stringify(demo.question)}' \\
    ${stack.portal}/v1/decisions

Ctrl-C ends it.`);
