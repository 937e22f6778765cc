import type { Mark } from '../measure/frame';
import type { Alarms } from './alarms';
import type { Broker } from './broker';
import type { Confirms } from './confirms';
import type { Caller } from './caller';
import type { Kernel } from './kernel';
import type { Server } from './server';
import type { Steps } from './steps';
import type { Ledger } from '../measure/ledger';
import type { KeyMemories } from './key-memories';
import type { Sagas } from './sagas';
import type { StockRooms } from './stock-rooms';
import type { Versions } from './versions';

/** What acts and stores work with. */
export interface Machinery {
  readonly kernel: Kernel;
  readonly steps: Steps;
  readonly caller: Caller;
  readonly server: Server;
  readonly broker: Broker;
  readonly confirms: Confirms;
  readonly versions: Versions;
  readonly ledger: Ledger;
  readonly memories: KeyMemories;
  readonly stocks: StockRooms;
  readonly sagas: Sagas;
  readonly alarms: Alarms;
  /** Puts something on the timeline. */
  readonly mark: (mark: Mark) => void;
}
