import { Badge, Button } from '@mantine/core';
import type { ScenarioFile } from '../../engine/practice/scenario-file';
import { showBeside } from './beside';
import { useLibrary } from './library-ui';
import { askToOpen } from './open-scenario';
import { familyTitle, levelTitle } from './scenario-words';
import { scenarioBySlug } from './scenarios';
import styles from './scenarios.module.css';
import { useScenario } from './use-scenario';
import { type VariantId, variantsOf } from './variants';

/** What a scenario asks, and the forms in which it can be opened. */
export function ScenarioDetails({ slug }: { readonly slug: string }) {
  const head = scenarioBySlug(slug);
  const scenario = useScenario(slug);
  if (!head) return null;
  return (
    <article className={styles['details']} aria-label={head.name}>
      <h2>{head.name}</h2>
      <p className={styles['badges']}>
        <Badge size="sm" variant="default">
          {levelTitle[head.level]}
        </Badge>
        <span>{familyTitle[head.family]}</span>
        <span>{head.tags.join(', ')}</span>
      </p>
      <p>{head.summary}</p>
      {scenario && (
        <ul className={styles['variants']} aria-label="Ways to open it">
          {variantsOf(scenario).map(({ id, title, about }) => (
            <li key={id}>
              <div>
                <b>{title}</b>
                <span>{about}</span>
              </div>
              {id !== 'opens' && (
                <Button size="compact-xs" variant="default" aria-label={`${title}: show beside`} onClick={() => beside(slug, id)}>
                  Beside
                </Button>
              )}
              <Button
                size="compact-xs"
                variant={id === 'opens' ? 'filled' : 'default'}
                aria-label={`${title}: open`}
                onClick={() => open(slug, id)}
              >
                Open
              </Button>
            </li>
          ))}
        </ul>
      )}
      {scenario?.file && <Asked file={scenario.file} />}
    </article>
  );
}

function open(slug: string, variant: VariantId): void {
  useLibrary.getState().close();
  askToOpen(slug, variant);
}

function beside(slug: string, variant: VariantId): void {
  useLibrary.getState().close();
  showBeside(slug, variant);
}

function Asked({ file: { requirements, breaks, script, sources } }: { readonly file: ScenarioFile }) {
  return (
    <>
      <Lines title="What it does" lines={requirements.functional} />
      <Lines title="How well" lines={requirements.qualities} />
      <h3>Numbers</h3>
      <dl className={styles['numbers']}>
        {requirements.numbers.map(({ name, value, unit, because }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{`${value.toLocaleString('en')} ${unit}`.trim()}</b>
              <span>{because}</span>
            </dd>
          </div>
        ))}
      </dl>
      <h3>What breaks it</h3>
      <p>
        The reference holds until about {breaks.factor.toLocaleString('en')} times the load; “{breaks.first}” is full first.
      </p>
      <Lines title="What an interviewer asks" lines={script.map(({ question }) => question)} />
      <Lines title="Sources" lines={sources.map(({ fact, title, url }) => `${fact} (${title}, ${url})`)} />
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
