import { says } from '../said';
import { byWords, type Criterion } from './criterion';
import { judgedPrediction } from './predictions';

const turns = [
  'instead',
  'rather than',
  'trade off',
  'tradeoff',
  'at the price',
  'at the cost',
  'in exchange',
  'downside',
  'drawback',
  'versus',
  'costs us',
  'because',
  'we give up',
  'would not',
];
const ENOUGH = 3;

const weighed: Criterion = {
  id: 'weighed',
  dimension: 'trade-offs',
  title: 'Says what each choice costs',
  level: 'junior',
  weight: 1,
  mistake: 'Choices without a price',
  judge: ({ answers, words }) => {
    if (!answers) return null;
    const found = turns.filter((turn) => says(words, turn));
    return {
      share: Math.min(1, found.length / ENOUGH),
      evidence: [
        { text: found.length === 0 ? 'No choice is weighed against another.' : `Weighs choices: “${found.slice(0, 4).join('”, “')}”.` },
      ],
      stronger: 'Says for each choice what it costs, and when another would be better.',
    };
  },
};

const foreseen: Criterion = {
  id: 'foreseen',
  dimension: 'trade-offs',
  title: 'Knows what fails first',
  level: 'mid',
  weight: 2,
  mistake: 'Surprised by one’s own design',
  judge: ({ answers, faults }) => {
    if (!answers || answers.predictions.length === 0) return null;
    const judged = answers.predictions.flatMap((prediction) => {
      const truth = faults.find((fault) => fault.break === prediction.break);
      return truth && truth.hit.length > 0 ? [{ truth, ...judgedPrediction(prediction, truth) }] : [];
    });
    const said = judged.reduce((sum, one) => sum + one.said, 0);
    if (said === 0) return null;
    const right = judged.reduce((sum, one) => sum + one.right, 0);
    return {
      share: right / said,
      evidence: [
        { text: `${right} of ${said} predictions came true.` },
        ...judged
          .filter((one) => one.right < one.said)
          .slice(0, 3)
          .map(({ truth }) => ({
            text: `${truth.title}: ${truth.first === null ? 'nothing fails first' : `"${truth.first}" fails first`}, goodput ${truth.half ? 'falls' : 'does not fall'} below half, and it ${truth.recovers ? 'recovers' : 'does not recover'}.`,
            measure: { run: `fault ${truth.break}`, path: 'requests.ok', value: truth.kept },
          })),
      ],
      stronger: 'Says before it happens which part fails first, and what users see.',
    };
  },
};

export const tradeOffs: readonly Criterion[] = [byWords('trade-offs', 3), weighed, foreseen];
