import { type Check, error } from './check';

export const sloJourneys: Check = function* ({ design, journeys, unreadable }) {
  for (const { id, journey } of design.slos) {
    if (journey === undefined || journeys.has(journey) || unreadable.journeys.has(journey)) continue;
    yield error({
      code: 'slo-of-missing-journey',
      where: `slos.${id}.journey`,
      message: `Objective "${id}" is about journey "${journey}", which is not in this design.`,
      remedy: 'Add the journey, name another, or leave it out: then the objective is about all of them.',
    });
  }
};
