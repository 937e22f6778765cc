import { Button } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './time-bar.module.css';

interface BarProps {
  readonly icon: TablerIcon;
  readonly label: string;
  readonly tone?: 'warning';
  readonly children: ReactNode;
}

/** One line over the canvas: what is the case, and what can be done about it. */
export function Bar({ icon: Icon, label, tone, children }: BarProps) {
  return (
    <div className={classes['bar']} role="group" aria-label={label} data-tone={tone}>
      <Icon size={16} aria-hidden />
      {children}
    </div>
  );
}

interface ActProps {
  readonly children: ReactNode;
  readonly title?: string;
  readonly main?: boolean;
  readonly onClick: () => unknown;
}

export function Act({ children, title, main = false, onClick }: ActProps) {
  return (
    <Button size="compact-xs" variant={main ? 'filled' : 'default'} title={title} onClick={() => void onClick()}>
      {children}
    </Button>
  );
}
