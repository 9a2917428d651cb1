// The instrument itself: a disk that kept everything would prove nothing about the verifier.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import test from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {PowerDisk} from './power-disk.mjs';

const writer = new URL('row-writer.mjs', import.meta.url).pathname;

// Rows acknowledged before a power cut, and rows found after it.
async function rowsAfterCut(synchronous) {
  const disk = await PowerDisk.make();
  try {
    const file = join(disk.folder, 'rows.db');
    const child = spawn(process.execPath, ['--no-warnings', writer, file, synchronous], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (bytes) => (told += bytes));
    while (told.split('\n').length < 200) await pause(10);
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
    await disk.cut();
    const acknowledged = Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
    let found = 0;
    try {
      found = new DatabaseSync(file, {open: true}).prepare('SELECT count(*) AS rows FROM row').get().rows;
    } catch {
      found = 0; // not even the table
    }
    return {acknowledged, found};
  } finally {
    await disk.remove();
  }
}

test('rows committed with synchronous=FULL outlive a power cut', async () => {
  const {acknowledged, found} = await rowsAfterCut('FULL');
  assert.ok(found >= acknowledged, `${acknowledged} acknowledged, ${found} found`);
});

test('rows committed with synchronous=OFF do not, so the cut is a cut', async () => {
  const {acknowledged, found} = await rowsAfterCut('OFF');
  assert.ok(found < acknowledged, `${acknowledged} acknowledged, ${found} found`);
});
