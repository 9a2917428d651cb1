// What comes from outside is pinned, and nothing tells where this was built.
import assert from 'node:assert/strict';
import {posix} from 'node:path';
import test from 'node:test';
import {files, lines, places, read, root} from './repository.mjs';

const manifests = files('package.json', '*/package.json');

test('every package.json with dependencies has a lockfile beside it, and an .npmrc that keeps hosts out', () => {
  const known = new Set(files('*package-lock.json', '*.npmrc'));
  for (const path of manifests) {
    const {dependencies, devDependencies, optionalDependencies} = JSON.parse(read(path));
    if (!dependencies && !devDependencies && !optionalDependencies) continue;
    for (const name of ['package-lock.json', '.npmrc']) {
      assert.ok(known.has(posix.join(posix.dirname(path), name)), `${path} without ${name}`);
    }
    for (const [name, version] of Object.entries({...dependencies, ...devDependencies, ...optionalDependencies})) {
      assert.match(version, /^[0-9]+\.[0-9]+\.[0-9]+$/, `${path} does not pin ${name}`);
    }
  }
});

test('every package of every lockfile has its integrity and names no host', () => {
  const locks = files('*package-lock.json');
  assert.ok(locks.length > 0);
  for (const lock of locks) {
    for (const [name, entry] of Object.entries(JSON.parse(read(lock)).packages)) {
      if (name === '' || entry.link) continue;
      assert.match(entry.integrity ?? '', /^sha512-/, `${lock}: ${name}`);
      assert.equal(entry.resolved, undefined, `${lock}: ${name}`);
    }
  }
});

test('no path of the machine that built this', () => {
  const texts = files().filter((path) => !path.includes('vectors') && !/\.(png|wasm|ico|woff2?)$/.test(path));
  assert.equal(places(lines(texts, new RegExp(root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))), '');
});

test('no private key or secret is in the repository', () => {
  const texts = files().filter((path) => !path.includes('vectors') && !/\.(png|wasm|ico|woff2?)$/.test(path));
  assert.equal(places(lines(texts, /-----BEGIN [A-Z ]*PRIVATE KEY-----|"d":\s*"[A-Za-z0-9_-]{40,}"/)), '');
});

test('no test is switched off', () => {
  const texts = files('tests/*.cpp', 'tests/*.mjs', 'web/*.mjs', 'web/*.ts', 'tests/*.sh').filter(
    (path) => !path.endsWith('supply.test.mjs'),
  );
  const off = /\b(it|test|describe|suite)\.(skip|only|todo)\b|unit_test::(disabled|expected_failures)|\bskip:\s*true/;
  assert.equal(places(lines(texts, off)), '');
});
