import { Button, Popover, SegmentedControl } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Problem } from '../../engine/core/problem';
import { fixAll, fixerOf, hasFix } from '../../engine/design/advice/fixes';
import { titleOfFinding } from '../../engine/design/catalog/catalog';
import { keyOfFinding } from '../../engine/design/finding-key';
import { studio, useStudio } from '../store/studio';
import { FindingDetails } from './FindingDetails';
import styles from './findings.module.css';
import { type Filter, findingsUi, useFindingsUi } from './findings-ui';
import { placeWords } from './place-words';
import { severityIcons, severityWords } from './severity-words';

/** Everything that is to be said of the drawing, by kind, with what can be done about each. */
export function FindingsPanel() {
  const problems = useStudio((s) => s.problems);
  const design = useStudio((s) => s.document);
  const filter = useFindingsUi((ui) => ui.filter);
  const chosen = useFindingsUi((ui) => ui.chosen);
  // While a slider moves, fixes are found when there is time.
  const settled = useDeferredValue(design);
  const fixOf = useMemo(() => fixerOf(settled), [settled]);
  const shown = problems.filter((problem) => fits(problem, filter));
  const finding = shown.find((problem) => keyOfFinding(problem) === chosen) ?? shown[0];
  return (
    <div className={styles['panel']}>
      <div className={styles['bar']}>
        <Filters problems={problems} filter={filter} />
        <FixAll enabled={problems.some((problem) => problem.ignored === undefined && hasFix(problem.code))} />
      </div>
      {shown.length === 0 ? (
        <p className={styles['empty']}>{emptyWords(filter)}</p>
      ) : (
        <div className={styles['split']}>
          <ul className={styles['list']} aria-label="Findings">
            {shown.map((problem, i) => (
              // One rule may be broken twice at the same place.
              <li key={`${keyOfFinding(problem)} ${i}`}>
                <Row problem={problem} current={problem === finding} />
              </li>
            ))}
          </ul>
          {finding && <FindingDetails key={keyOfFinding(finding)} finding={finding} fix={fixOf(finding)} />}
        </div>
      )}
    </div>
  );
}

const fits = ({ severity, ignored }: Problem, filter: Filter): boolean => {
  if (filter === 'ignored') return ignored !== undefined;
  return ignored === undefined && (filter === 'all' || severity === filter);
};

const emptyWords = (filter: Filter): string =>
  filter === 'ignored'
    ? 'Nothing is ignored. A finding that may stay can be ignored with a reason, which the design keeps.'
    : filter === 'all'
      ? 'Nothing to say of this drawing. What is wrong or weak in it shows here as you draw.'
      : `No ${severityWords[filter].toLowerCase()}s.`;

function Filters({ problems, filter }: { readonly problems: readonly Problem[]; readonly filter: Filter }) {
  const count = (of: Filter) => problems.filter((problem) => fits(problem, of)).length;
  const options: readonly { value: Filter; label: string }[] = [
    { value: 'all', label: `All ${count('all')}` },
    { value: 'error', label: `Errors ${count('error')}` },
    { value: 'warning', label: `Warnings ${count('warning')}` },
    { value: 'hint', label: `Hints ${count('hint')}` },
    { value: 'ignored', label: `Ignored ${count('ignored')}` },
  ];
  return (
    <SegmentedControl
      size="xs"
      className={styles['filters'] ?? ''}
      aria-label="Which findings are shown"
      data={[...options]}
      value={filter}
      onChange={(value) => {
        const chosenFilter = options.find((option) => option.value === value)?.value;
        if (chosenFilter) findingsUi.setState({ filter: chosenFilter });
      }}
    />
  );
}

function Row({ problem, current }: { readonly problem: Problem; readonly current: boolean }) {
  const design = useStudio((s) => s.document);
  const Icon = severityIcons[problem.severity];
  return (
    <button
      type="button"
      className={styles['row']}
      data-severity={problem.severity}
      data-ignored={problem.ignored !== undefined || undefined}
      aria-current={current || undefined}
      onClick={() => findingsUi.setState({ chosen: keyOfFinding(problem) })}
    >
      <Icon aria-label={severityWords[problem.severity]} role="img" />
      <span className={styles['title']}>{titleOfFinding(problem.code)}</span>
      <span className={styles['place']}>{placeWords(problem.where, design)}</span>
    </button>
  );
}

/** All fixes in one step of undo, listed before they are made. */
function FixAll({ enabled }: { readonly enabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" width={420} shadow="md" withArrow trapFocus withRoles>
      <Popover.Target>
        <Button size="compact-xs" variant="default" disabled={!enabled} onClick={() => setOpen(!open)}>
          Fix all safe ones
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles['fixAll'] ?? ''}>{open && <AllFixes onDone={() => setOpen(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function AllFixes({ onDone }: { readonly onDone: () => void }) {
  const design = useStudio((s) => s.document);
  const { edits, done } = useMemo(() => fixAll(design), [design]);
  if (done.length === 0) return <p className={styles['none']}>None of them can be mended without a decision of yours.</p>;
  return (
    <>
      <ul className={styles['fixes']}>
        {done.map(({ finding, fix }) => (
          <li key={keyOfFinding(finding)}>
            {fix.title} <span className={styles['place']}>{placeWords(finding.where, design)}</span>
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        onClick={() => {
          studio.getState().edit(...edits);
          onDone();
        }}
      >
        {done.length === 1 ? 'Make this change' : `Make these ${done.length} changes`}
      </Button>
    </>
  );
}
