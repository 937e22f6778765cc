import { Tabs } from '@mantine/core';
import { Timeline } from '../panels/Timeline';
import { Transport } from '../panels/Transport';
import styles from './dock.module.css';
import { openDockTab, useDockTab } from './dock-ui';
import { dockTabs } from './tabs';

/** What stands below the canvas: transport, timeline, and one view of the run at a time. */
export function Dock() {
  const wanted = useDockTab();
  const tab = dockTabs.find(({ id }) => id === wanted) ?? dockTabs[0];
  return (
    <section className={styles['dock']} aria-label="Time and charts">
      <Transport />
      <Timeline />
      <Tabs value={tab.id} onChange={(id) => id !== null && openDockTab(id)} keepMounted={false} className={styles['tabs'] ?? ''}>
        {dockTabs.length > 1 && (
          <Tabs.List className={styles['list'] ?? ''} aria-label="Views of the run">
            {dockTabs.map(({ id, title }) => (
              <Tabs.Tab key={id} value={id} className={styles['tab'] ?? ''}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        )}
        <div className={styles['body']}>
          <tab.Body />
        </div>
      </Tabs>
    </section>
  );
}
