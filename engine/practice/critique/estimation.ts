import { loadOf } from '../load';
import { checkedEstimate } from '../magnitude';
import { byWords, type Criterion, ramp } from './criterion';
import { busiest } from './target';

const magnitude: Criterion = {
  id: 'magnitude',
  dimension: 'estimation',
  title: 'Numbers of the right size',
  level: 'junior',
  weight: 4,
  mistake: 'Numbers that are off by more than ten',
  judge: ({ answers, prompt }) => {
    if (!answers) return null;
    if (!answers.estimate) {
      return {
        share: 0,
        evidence: [{ text: 'Nothing was estimated.' }],
        stronger: 'Works out requests, storage, bandwidth, cache and servers before drawing.',
      };
    }
    const { inputs, answers: own } = answers.estimate;
    const checked = checkedEstimate(prompt.estimate, {
      inputs: { ...prompt.estimate.inputs, ...withoutUndefined(inputs) },
      answers: withoutUndefined(own),
    });
    const points = checked.map(({ verdict }) => (verdict === 'right' ? 1 : verdict === 'near' ? 0.5 : 0));
    const off = checked.filter(({ verdict }) => verdict !== 'right');
    return {
      share: points.reduce<number>((sum, point) => sum + point, 0) / points.length,
      evidence: [
        { text: `${checked.length - off.length} of ${checked.length} numbers are within a factor of two.` },
        ...off.slice(0, 3).map(({ because }) => ({ text: because })),
      ],
      stronger: off[0]?.because ?? '',
    };
  },
};

const withoutUndefined = <T extends object>(of: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

const TIGHT = 0.85;

const room: Criterion = {
  id: 'room',
  dimension: 'estimation',
  title: 'Sized for the peak, with room',
  level: 'mid',
  weight: 2,
  mistake: 'Sized for the average',
  judge: ({ load, prompt }) => {
    const most = busiest(load);
    if (!most) return null;
    const { node, utilization } = most;
    return {
      share: ramp(1 - utilization, 0, 1 - TIGHT),
      evidence: [
        {
          text: `At ${prompt.targets.rate}/s the busiest component, "${node}", is at ${Math.round(utilization * 100)} %.`,
          where: `nodes.${node}`,
          measure: { run: 'target', path: `nodes.${node}.utilization`, value: utilization },
        },
      ],
      stronger: `Leaves "${node}" room at the peak: ${Math.round(TIGHT * 100)} % at most.`,
    };
  },
};

/** What the clients send tells whether the estimate reached the drawing. */
const carried: Criterion = {
  id: 'load-drawn',
  dimension: 'estimation',
  title: 'The estimate sets the load of the drawing',
  level: 'junior',
  weight: 1,
  judge: ({ design, prompt }) => {
    const rate = loadOf(design);
    if (rate === null) return null;
    const off = Math.max(rate / prompt.targets.rate, prompt.targets.rate / Math.max(rate, 1e-9));
    return {
      share: off <= 3 ? 1 : off <= 10 ? 0.5 : 0,
      evidence: [
        { text: `The clients send ${Number(rate.toPrecision(4))}/s; the peak in the model is ${prompt.targets.rate}/s.`, where: 'nodes' },
      ],
      stronger: `Sets the clients to ${prompt.targets.rate}/s.`,
    };
  },
};

export const estimation: readonly Criterion[] = [magnitude, room, carried, byWords('estimation', 1)];
