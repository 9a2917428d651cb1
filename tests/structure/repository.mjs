// The files of this repository, as the structure tests read them.
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

export const root = join(import.meta.dirname, '../..');

// What is committed or about to be (nothing that .gitignore names), by git's own patterns.
export function files(...patterns) {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  return execFileSync('git', words, {cwd: root, encoding: 'utf8', maxBuffer: 1 << 26})
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

export function read(path) {
  return readFileSync(join(root, path), 'utf8');
}

// Every line that holds the expression: [{path, line, text}].
export function lines(paths, expression) {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .map((text, index) => ({path, line: index + 1, text}))
      .filter(({text}) => expression.test(text)),
  );
}

// For messages: where, one a line.
export function places(found) {
  return found.map(({path, line, text}) => `${path}:${line}: ${text.trim()}`).join('\n');
}
