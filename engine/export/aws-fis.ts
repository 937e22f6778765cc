import { failure, success } from '../core/problem';
import { resolve } from '../design/resolve';
import type { ResolvedDesign, ResolvedFault } from '../design/schema';
import { type Act, actOf, type FisTarget } from './aws-fis-actions';
import { type DesignExporter, nothingToWrite } from './definition';

/**
 * A design's fault script as an experiment template of AWS Fault Injection Service.
 * @see https://docs.aws.amazon.com/fis/latest/APIReference/API_CreateExperimentTemplate.html
 */
export const awsFis: DesignExporter = {
  of: 'design',
  id: 'aws-fis',
  title: 'AWS FIS',
  about: 'The design’s fault script as an experiment template of AWS Fault Injection Service',
  extension: 'fis.json',
  mime: 'application/json',
  write: (design) => {
    const resolved = resolve(design);
    if (!resolved.ok) return resolved;
    const { faults } = resolved.value;
    if (faults.length === 0) return failure(nothingToWrite('The fault script is empty.', 'Plan a fault on the timeline.', 'faults'));
    const acts = faults.map((fault) => ({ fault, act: actOf(fault, resolved.value) }));
    const { template, left, actions } = templateOf(resolved.value, acts);
    if (actions === 0)
      return failure(
        nothingToWrite(
          'AWS FIS has no action for any of the planned faults.',
          'Plan a crash, latency, loss, a partition, load on processors or the loss of a zone.',
          'faults',
        ),
      );
    return success({ text: `${JSON.stringify(template, null, 2)}\n`, left });
  },
};

/** What one template may hold. @see https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html */
const most = { actions: 20, targets: 15, stopConditions: 5 } as const;
const ACCOUNT = '111122223333';
/** Actions last from one minute to twelve hours. [ns] */
const MINUTE = 60e9;

interface Planned {
  readonly fault: ResolvedFault;
  readonly act: Act | null;
}

function templateOf(design: ResolvedDesign, planned: readonly Planned[]) {
  const targets = new Map<string, FisTarget>();
  const actions: Record<string, object> = {};
  const left = [
    `The role, the account ${ACCOUNT}, the cluster, its namespace and its service account are stand-ins: put yours in their place.`,
    'Pods are chosen by the label app, databases and functions by the tag Name, with the components’ ids; zones by their ids here.',
  ];
  for (const { fault, act } of planned) {
    const wait = Math.round(fault.startAfter / MINUTE);
    const count = Object.keys(actions).length;
    if (act === null) left.push(`${fault.id}: AWS FIS has no action for ${fault.action} there.`);
    else if (count + (wait > 0 ? 2 : 1) > most.actions || targets.size >= most.targets)
      left.push(`${fault.id}: a template may have ${most.actions} actions and ${most.targets} targets.`);
    else {
      const start = wait > 0 ? `wait-${fault.id}`.slice(0, 64) : null;
      if (start !== null) actions[start] = { actionId: 'aws:fis:wait', parameters: { duration: minutes(wait) } };
      targets.set(fault.id, act.target);
      const lasting = durationOf(fault);
      actions[fault.id] = {
        actionId: act.actionId,
        description: `Faultline: ${fault.action}`,
        parameters: { ...(act.lasts && { duration: minutes(lasting) }), ...act.parameters },
        targets: { [act.targetKey]: fault.id },
        ...(start !== null && { startAfter: [start] }),
      };
      left.push(...unsaid(fault, act, wait, lasting));
    }
  }
  const alarms = design.slos.slice(0, most.stopConditions);
  left.push(
    alarms.length > 0
      ? 'The experiment stops by CloudWatch alarms that are named like the objectives: make them first.'
      : 'Nothing stops the experiment early: the design has no objectives.',
  );
  const template = {
    description: design.name.slice(0, 512),
    targets: Object.fromEntries(targets),
    actions,
    stopConditions:
      alarms.length > 0
        ? alarms.map(({ id }) => ({ source: 'aws:cloudwatch:alarm', value: `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:${id}` }))
        : [{ source: 'none' }],
    roleArn: `arn:aws:iam::${ACCOUNT}:role/faultline-fis`,
    experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
    tags: { Name: 'faultline' },
  };
  return { template, left, actions: targets.size };
}

/** How long a fault lasts, in whole minutes; to the end of a run of an hour where the design does not say. */
const durationOf = ({ duration }: ResolvedFault): number =>
  Math.min(720, Math.max(1, duration === undefined ? 60 : Math.ceil(duration / MINUTE)));
const minutes = (count: number): string => `PT${Math.min(720, count)}M`;

function unsaid({ id, startAfter, duration }: ResolvedFault, { lasts, loses }: Act, wait: number, lasting: number): string[] {
  return [
    ...(wait * MINUTE === startAfter ? [] : [`${id}: it starts after ${wait} min, since AWS FIS waits in whole minutes.`]),
    ...(lasts && duration === undefined ? [`${id}: it lasts an hour, since an action must end.`] : []),
    ...(lasts && duration !== undefined && lasting * MINUTE !== duration
      ? [`${id}: it lasts ${lasting} min, since AWS FIS counts in minutes.`]
      : []),
    ...(!lasts && duration !== undefined ? [`${id}: it has no length in AWS FIS; what it hits comes back by itself.`] : []),
    ...loses.map((what) => `${id}: ${what}`),
  ];
}
