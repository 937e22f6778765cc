import { Popover, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { doings } from './trace-words';
import classes from './traces.module.css';

/** What the bars' fills and patterns mean. */
export function Legend() {
  return (
    <Popover position="bottom-end" shadow="sm" width={290}>
      <Popover.Target>
        <UnstyledButton className={classes['legendButton'] ?? ''}>
          {doings.slice(0, 3).map(({ doing }) => (
            <span key={doing} className={classes['swatch']} data-doing={doing} aria-hidden />
          ))}
          Legend <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes['legend']}>
          {doings.map(({ doing, title, description }) => (
            <li key={doing}>
              <span className={classes['swatch']} data-doing={doing} aria-hidden />
              <span>
                <b>{title}</b> {description}
              </span>
            </li>
          ))}
          <li>
            <span className={classes['swatch']} data-doing="path" aria-hidden />
            <span>
              <b>Critical path</b> What made the request as long as it was: shorten this, and it is shorter.
            </span>
          </li>
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
