// A disk whose power can be cut (RELIABILITY R3): what was written and not synced lies in the
// memory of a process of ours, and is gone when that process is killed. Needs root: loop devices
// and mounts.
//
//   image file ← nbdkit (cache, write-back) ← nbdfuse ← loop device ← ext4 at .folder

import {execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

const waitMaxMs = 10_000;

function run(command, ...words) {
  return execFileSync(command, words, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();
}

async function until(what, test) {
  const end = Date.now() + waitMaxMs;
  while (!test()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(20);
  }
}

export class PowerDisk {
  #base = mkdtempSync(join(tmpdir(), 'power-disk-'));
  #image = join(this.#base, 'disk.img');
  #loop = null;
  #plain = false;
  #server = null;
  #bridge = null;
  folder = join(this.#base, 'data');

  // A new, empty disk, mounted at .folder.
  static async make(size = '96M') {
    const disk = new PowerDisk();
    mkdirSync(disk.folder);
    mkdirSync(disk.#path('bridge'));
    run('truncate', '-s', size, disk.#image);
    run('mkfs.ext4', '-q', '-F', disk.#image);
    await disk.#mount();
    return disk;
  }

  #path(name) {
    return join(this.#base, name);
  }

  async #mount() {
    const socket = this.#path('socket');
    const pid = this.#path('pid');
    rmSync(socket, {force: true});
    rmSync(pid, {force: true});
    this.#server = spawn(
      'nbdkit',
      ['-f', '-U', socket, '-P', pid, '--filter=cache', 'file', this.#image, 'cache=writeback'],
      {stdio: 'ignore'},
    );
    await until('nbdkit', () => existsSync(pid));
    this.#bridge = spawn('nbdfuse', [this.#path('bridge'), '--unix', socket], {stdio: 'ignore'});
    await until('nbdfuse', () => existsSync(this.#path('bridge/nbd')));
    this.#loop = run('losetup', '-f', '--show', this.#path('bridge/nbd'));
    run('mount', this.#loop, this.folder);
  }

  // The power goes: what is in the image now is all there is. Then the disk comes back as a plain
  // one, its journal replayed. Processes that hold files here die at the same moment: killed before
  // the call, and over when the promise is.
  async cut(over = Promise.resolve()) {
    process.kill(Number(readFileSync(this.#path('pid'), 'utf8')), 'SIGKILL');
    await over;
    await until('the end of nbdkit', () => this.#server.exitCode !== null || this.#server.signalCode !== null);
    run('umount', '-l', this.folder);
    this.#dropLoop();
    await this.#dropBridge();
    run('mount', '-o', 'loop', this.#image, this.folder);
    this.#plain = true;
  }

  // After a cut: the disk can be cut again.
  async arm() {
    run('umount', this.folder);
    this.#plain = false;
    await this.#mount();
  }

  async remove() {
    if (this.#plain || this.#loop) run('umount', '-l', this.folder);
    this.#dropLoop();
    this.#server?.kill('SIGKILL');
    await this.#dropBridge();
    rmSync(this.#base, {recursive: true, force: true});
  }

  #dropLoop() {
    if (this.#loop) run('losetup', '-d', this.#loop);
    this.#loop = null;
  }

  async #dropBridge() {
    if (this.#bridge === null) return;
    const bridge = this.#bridge;
    this.#bridge = null;
    if (bridge.exitCode === null && bridge.signalCode === null) {
      bridge.kill('SIGTERM');
      await until('the end of nbdfuse', () => bridge.exitCode !== null || bridge.signalCode !== null);
    }
    const mounts = readFileSync('/proc/self/mounts', 'utf8');
    if (mounts.includes(this.#path('bridge'))) run('umount', '-l', this.#path('bridge'));
  }
}
