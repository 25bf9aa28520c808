import { type PageForm, readForms } from './form-reader.ts';

/** A browser without JavaScript: pages, forms, cookies. */
export class PlainBrowser {
  readonly #origin: string;
  readonly #jar = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The form of the page at `path` that has a field named `field`. */
  async formWith(path: string, field: string): Promise<PageForm> {
    const answer = await this.#ask(path, {});
    const form = readForms(await answer.text()).find((each) => each.has(field));
    if (!form) throw new Error(`${path} (${answer.status}) has no form with ${field}.`);
    return form;
  }

  /** Sends a form with more filled in. Returns where the answer leads; throws where it leads nowhere: it was refused. */
  async submit(path: string, form: PageForm, filled: Record<string, string>): Promise<string> {
    const body = new FormData();
    for (const [name, value] of [...form, ...Object.entries(filled)]) body.set(name, value);
    const answer = await this.#ask(path, { method: 'POST', body });
    const html = await answer.text();
    const location = answer.headers.get('location');
    if (location) return new URL(location, this.#origin).pathname;
    const alert = html.match(/role="alert"[\s\S]{0,600}/)?.[0] ?? '';
    const words = alert.replace(/<[^>]*>/g, ' ').slice(0, 300);
    throw new Error(`The form of ${path} was refused (${answer.status}): ${words}`);
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.#origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { cookie, origin: this.#origin },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
      this.#jar.set(name, value);
    }
    return answer;
  }
}
