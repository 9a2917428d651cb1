// `samtycke`: the compiled rules, for Node and for pages.

export {
  type About,
  Core,
  CoreError,
  type Decision,
  type Json,
  type Loaded,
  type ProcessingQuestion,
  type StateAsked,
} from './core.ts';
export {Door, DoorError, type Evaluation, openDoor} from './door.ts';
export {openCore, readModule} from './open.ts';
