import type { ComponentType } from 'react';
import { Charts } from '../charts/Charts';
import { BottleneckPanel } from '../bottleneck/BottleneckPanel';
import { CascadePanel } from '../cascade/CascadePanel';
import { Dashboard } from '../dashboard/Dashboard';
import { OperationsPanel } from '../operations/OperationsPanel';
import { Traces } from '../traces/Traces';
import { EventLog } from '../event-log/EventLog';
import { FindingsPanel } from '../findings/FindingsPanel';
import { WhatIfPanel } from '../what-if/WhatIfPanel';

/** A view of the run below the canvas. */
interface DockTab {
  readonly id: string;
  readonly title: string;
  readonly Body: ComponentType;
}

/** Every one, in the order in which they stand. A new one is a component in a folder of its own and a line here. */
export const dockTabs = [
  { id: 'charts', title: 'Charts', Body: Charts },
  { id: 'dashboard', title: 'Dashboard', Body: Dashboard },
  { id: 'operations', title: 'Operations', Body: OperationsPanel },
  { id: 'traces', title: 'Traces', Body: Traces },
  { id: 'bottleneck', title: 'Bottleneck', Body: BottleneckPanel },
  { id: 'cascade', title: 'Cascade', Body: CascadePanel },
  { id: 'events', title: 'Events', Body: EventLog },
  { id: 'findings', title: 'Findings', Body: FindingsPanel },
  { id: 'what-if', title: 'What if', Body: WhatIfPanel },
] as const satisfies readonly DockTab[];

export type DockTabId = (typeof dockTabs)[number]['id'];
