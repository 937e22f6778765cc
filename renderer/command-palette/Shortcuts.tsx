import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { commands } from '../commands/registry';
import styles from './command-palette.module.css';
import { showShortcuts, usePaletteUi } from './palette-ui';
import { shortcutGroups } from './shortcut-groups';

/** All keys at one look. */
export function Shortcuts() {
  const opened = usePaletteUi((ui) => ui.shortcuts);
  return (
    <Modal opened={opened} onClose={() => showShortcuts(false)} size={720} title="Keys">
      <div className={styles['shortcuts']}>
        {shortcutGroups(commands).map(({ title, rows }) => (
          <section key={title} className={styles['group']} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(({ id, title: what, keys }) => (
                <div key={id} className={styles['row']}>
                  <dt>{what}</dt>
                  <dd>
                    {keys.map((key, i) => (
                      <Fragment key={key}>
                        {i > 0 && ' or '}
                        <Kbd size="xs">{key}</Kbd>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
