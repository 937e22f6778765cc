import { IconCircle, IconCircleFilled, IconCircleHalf2, IconUnlink } from '@tabler/icons-react';
import { cutWords } from '../canvas/cut-words';
import { useLiveLink } from '../store/live';
import classes from './inspector.module.css';

const breakerStates = [
  { word: 'Breaker closed', text: 'Calls pass.', Icon: IconCircleFilled, tone: 'healthy' },
  { word: 'Breaker half-open', text: 'Probes pass, other calls fail at once.', Icon: IconCircleHalf2, tone: 'saturated' },
  { word: 'Breaker open', text: 'Calls fail at once.', Icon: IconCircle, tone: 'failing' },
] as const;

/** The circuit breaker now: shape, word and colour. */
export function BreakerState({ id }: { readonly id: string }) {
  const state = breakerStates[useLiveLink(id, 'breaker')] ?? breakerStates[0];
  const { Icon } = state;
  return (
    <div className={classes['state']} data-tone={state.tone}>
      <Icon size={15} aria-hidden />
      <b>{state.word}</b>
      <span>{state.text}</span>
    </div>
  );
}

/** Only there while the link is cut. */
export function CutState({ id }: { readonly id: string }) {
  const cut = cutWords[useLiveLink(id, 'cut')];
  return cut ? (
    <div className={classes['state']} data-tone="down">
      <IconUnlink size={15} aria-hidden />
      <b>{cut.title}</b>
      <span>{cut.text}</span>
    </div>
  ) : null;
}
