/** What the player shows, as JSON in the page. Cards and lines in the order of their `data-i`. */
export interface Film {
  /** Of each moment. [s] */
  readonly times: readonly number[];
  /** Outline of each state's mark. */
  readonly marks: Readonly<Record<string, string>>;
  /** A card's state and facts at each moment; null where nothing changed. */
  readonly cards: readonly (readonly (readonly [state: string, rate: string, rest: string] | null)[])[];
  /** What a line carries at each moment: none, calls, or calls that fail. */
  readonly lines: readonly string[];
  /** Where the cursor of the charts stands. [px] */
  readonly cursor: readonly number[];
}

/**
 * Plays a film. Its text is put into the page as it is, so it may use nothing of this program: only what a browser has.
 * All that it shows goes in as text, never as markup.
 */
export function player(): void {
  // This runs in the page that it is put into, never in the engine.
  const { document } = globalThis;
  const find = <T extends Element>(selector: string): T[] => [...document.querySelectorAll<T>(selector)];
  const film = JSON.parse(document.getElementById('film')!.textContent) as Film;
  const [slider] = find<HTMLInputElement>('#moment');
  const [button] = find<HTMLButtonElement>('#play');
  const [speed] = find<HTMLSelectElement>('#speed');
  const [clock] = find<HTMLOutputElement>('#clock');
  const last = film.times.length - 1;
  const cards = find<SVGGElement>('[data-card]');
  const lines = find<SVGPathElement>('[data-line]');
  const cursors = find<SVGLineElement>('.cursor');
  let timer = 0;

  const cardAt = (i: number, moment: number): readonly string[] => {
    for (let at = moment; at >= 0; at -= 1) {
      const card = film.cards[i]![at];
      if (card) return card;
    }
    return ['idle', '', ''];
  };
  const show = (moment: number): void => {
    for (const card of cards) {
      const [state, rate, rest] = cardAt(Number(card.dataset['card']), moment);
      card.setAttribute('class', `card s-${state}`);
      card.querySelector('.sign')!.setAttribute('d', film.marks[state!] ?? '');
      card.querySelector('.state')!.textContent = state!;
      card.querySelector('.rate')!.textContent = rate!;
      card.querySelector('.rest')!.textContent = rest!;
    }
    for (const line of lines) {
      const sign = film.lines[Number(line.dataset['line'])]![moment];
      line.setAttribute('class', sign === '!' ? 'flow fails' : sign === '-' ? 'flow' : 'flow still');
    }
    const x = String(film.cursor[moment]);
    for (const cursor of cursors) {
      cursor.setAttribute('x1', x);
      cursor.setAttribute('x2', x);
    }
    clock!.textContent = `${film.times[moment]} s`;
    slider!.value = String(moment);
    slider!.setAttribute('aria-valuetext', `${film.times[moment]} seconds`);
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = 0;
    button!.textContent = 'Play';
    document.body.classList.remove('plays');
  };
  const step = (): void => {
    const moment = Number(slider!.value);
    if (moment >= last) return stop();
    show(moment + 1);
    wait();
  };
  const wait = (): void => {
    const moment = Number(slider!.value);
    const gap = moment < last ? film.times[moment + 1]! - film.times[moment]! : 1;
    timer = Number(setTimeout(step, (gap * 1000) / Number(speed!.value)));
  };
  button!.addEventListener('click', () => {
    if (timer > 0) return stop();
    if (Number(slider!.value) >= last) show(0);
    button!.textContent = 'Pause';
    document.body.classList.add('plays');
    wait();
  });
  slider!.addEventListener('input', () => show(Number(slider!.value)));
  show(0);
}
