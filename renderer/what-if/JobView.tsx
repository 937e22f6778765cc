import { Button, Progress } from '@mantine/core';
import { formatShare } from '../panels/format';
import { Problems } from '../panels/Problems';
import { leftWords } from './left-words';
import { type Job, whatIfs } from './session';
import classes from './what-if.module.css';

/** What is under way, or why there is no answer. */
export function JobView({ job }: { readonly job: Job }) {
  const { title } = job.asked;
  if (job.phase === 'running') {
    return (
      <section aria-label="Under way">
        <h2 className={classes['question']}>{title}</h2>
        <div className={classes['progress']}>
          <Progress value={job.share * 100} aria-label="Runs that are done" />
          <p role="status">
            {formatShare(Math.floor(job.share * 100) / 100)} done{leftWords(job.left)}
          </p>
          <Button size="compact-sm" variant="default" onClick={() => whatIfs.getState().cancel()}>
            Cancel
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section aria-label="No answer">
      <h2 className={classes['question']}>{title}</h2>
      {job.phase === 'refused' ? (
        <Problems problems={job.problems} places={false} />
      ) : (
        <p className={classes['note']} role="alert">
          The runs ended: {job.why}. Ask again, or for fewer runs.
        </p>
      )}
      <Button size="compact-sm" variant="default" mt={8} onClick={() => whatIfs.getState().cancel()}>
        Back
      </Button>
    </section>
  );
}
