// The tests of the core as files: a case's answer is kept as long as its file is the same.
import {boostNames} from '../law/numbers.mjs';
import {files, read} from '../structure/repository.mjs';
import {digest} from './plan.mjs';

const testFiles = () => files('tests/core/*.cpp', 'tests/core/*.hpp');

// The file that a case stands in, by its name; and each file's digest.
export function suiteNow() {
  const suite = {digests: {}, places: {}};
  for (const path of testFiles()) {
    const text = read(path);
    suite.digests[path] = digest(text);
    for (const name of boostNames(text)) suite.places[name] = path;
  }
  return suite;
}
