import { Button, Modal, NumberInput, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { DocsLink } from '../docs/DocsLink';
import { useReading } from '../docs/open-page';
import { formatShare } from '../panels/format';
import { Problems } from '../panels/Problems';
import { studio, useStudio } from '../store/studio';
import { ResultTables } from './ResultTables';
import { replications, RUNS, type Stage, useReplications } from './replications';
import classes from './replications.module.css';

/** Many runs of the design on all processors, each with luck of its own, and how sure that makes its numbers. */
export function ReplicationsDialog() {
  const opened = useReplications((s) => s.opened);
  const reading = useReading();
  return (
    <Modal
      opened={opened}
      onClose={() => replications.getState().close()}
      closeOnEscape={!reading}
      size={860}
      title="Replications"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Body />
    </Modal>
  );
}

function Body() {
  const stage = useReplications((s) => s.stage);
  const seed = useStudio((s) => s.seed);
  const [count, setCount] = useState<number | string>(RUNS.usual);
  const good = typeof count === 'number' && Number.isInteger(count) && count >= RUNS.least && count <= RUNS.most;
  const running = stage.phase === 'running';
  const start = () => {
    if (good) void replications.getState().start(studio.getState().document, seed, count);
  };
  return (
    <>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <NumberInput
          label="Runs"
          size="xs"
          w={96}
          value={count}
          onChange={setCount}
          min={RUNS.least}
          max={RUNS.most}
          allowDecimal={false}
          error={!good}
          disabled={running}
          data-autofocus
        />
        {/* Two buttons, by their keys: the click that cancels must not go on to submit. */}
        {running ? (
          <Button key="cancel" size="xs" variant="default" onClick={() => replications.getState().cancel()}>
            Cancel
          </Button>
        ) : (
          <Button key="run" size="xs" type="submit" disabled={!good}>
            Run
          </Button>
        )}
        <DocsLink page="replications" />
      </form>
      <Text className={classes['note'] ?? ''}>
        {good
          ? `The whole run as the design says it, with its fault script, for ${count} seeds from ${seed} on. What you change by hand while a run plays is left out.`
          : `A whole number from ${RUNS.least} to ${RUNS.most}.`}
      </Text>
      <Outcome stage={stage} />
    </>
  );
}

function Outcome({ stage }: { readonly stage: Stage }) {
  switch (stage.phase) {
    case 'none':
      return null;
    case 'running':
      return (
        <div className={classes['progress']}>
          <Progress value={stage.share * 100} aria-label="Runs that are done" />
          <p className={classes['note']} role="status">
            {Math.round(stage.share * stage.count)} of {stage.count} runs done ({formatShare(stage.share)})
          </p>
        </div>
      );
    case 'failed':
      return (
        <p className={classes['note']} role="alert">
          The runs ended: {stage.why}. Run them again, or fewer at a time.
        </p>
      );
    case 'refused':
      return <Problems problems={stage.problems} />;
    case 'done':
      return <Result stage={stage} />;
  }
}

function Result({ stage: { result, design } }: { readonly stage: Extract<Stage, { phase: 'done' }> }) {
  const changed = useStudio((s) => s.document !== design);
  const names = new Map((design.nodes ?? []).map(({ id, name }) => [id, name ?? id]));
  const { runs, simulated, warmup, confidence } = result;
  return (
    <>
      <p className={classes['note']} role="status">
        {runs.length} runs of {Number(simulated.toFixed(3))} s, the first {Number(warmup.toFixed(3))} s of each left out; seeds{' '}
        {runs[0]?.seed} to {runs.at(-1)?.seed}. Mean ± half of its {formatShare(confidence)} confidence interval.
      </p>
      {changed && <p className={`${classes['note']} ${classes['stale']}`}>The design has changed since. Run again for its numbers now.</p>}
      <ResultTables result={result} nameOf={(id) => names.get(id) ?? id} />
    </>
  );
}
