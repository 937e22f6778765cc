import { ActionIcon, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { use } from 'react';
import { DocsLink } from '../docs/DocsLink';
import { Explained } from '../docs/Explained';
import { PARAMETERS } from '../docs/parameters';
import { FormHeading } from './form-heading';
import classes from './form.module.css';

export interface FieldLabelProps {
  readonly label: string;
  readonly description: string | undefined;
  /** Id of the element that the label belongs to; without one it is a plain heading. */
  readonly htmlFor?: string;
  readonly id?: string;
  /** Takes the value back to its default; absent when it is there already. */
  readonly onReset?: (() => void) | undefined;
  readonly resetTo?: string | undefined;
  /** Page of the documents about it. */
  readonly topic?: string | undefined;
}

/** The description shows on hover and is there for screen readers as `<id>-description`. */
export function FieldLabel({ label, description, htmlFor, id, onReset, resetTo, topic }: FieldLabelProps) {
  const heading = use(FormHeading);
  const text = (
    <Text
      component={htmlFor ? 'label' : 'span'}
      {...(htmlFor && { htmlFor })}
      {...(id && { id: `${id}-label` })}
      className={classes['label'] ?? ''}
      {...(description && { 'data-described': true })}
    >
      {label}
    </Text>
  );
  return (
    <span className={classes['labelCell']}>
      {description ? (
        <Explained words={description} page={topic ?? PARAMETERS} heading={topic === undefined ? heading : undefined}>
          {text}
        </Explained>
      ) : (
        text
      )}
      {description && id && <VisuallyHidden id={`${id}-description`}>{description}</VisuallyHidden>}
      {topic && <DocsLink page={topic} />}
      {onReset && (
        <Tooltip label={resetTo ? `Reset to default (${resetTo})` : 'Reset to default'} openDelay={250}>
          <ActionIcon size={18} variant="subtle" color="gray" onClick={onReset} aria-label={`Reset ${label} to its default`}>
            <IconArrowBackUp size={13} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
}
