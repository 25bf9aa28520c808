'use client';

import { useRouter } from 'next/navigation';
import {
  type RefObject,
  useActionState,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { priceWords } from '#components/price-words.ts';
import { TextField } from '#components/text-field.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { errorAt, typedIn } from '#components/ui/form-state.ts';
import { type Option, Select } from '#components/ui/select.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { DraftBody } from '#lib/drafts/draft-body.ts';
import type { DraftId } from '#lib/ids.ts';
import { countryName } from '#lib/phone-numbers/country-name.ts';
import type { CountryCode } from '#lib/phone-numbers/phone-number.ts';
import { countSegments } from '#lib/segments/count-segments.ts';
import { type ActionState, idle } from '#lib/web/action-state.ts';
import { seePrice } from './actions.ts';
import { ClosedCountries } from './closed-countries.tsx';
import type { CountryPrices } from './country-prices.ts';
import { DraftStatus, SignedOutNotice } from './draft-status.tsx';
import { estimateWords } from './estimate-words.ts';
import { MaskField } from './mask-field.tsx';
import { PhonePreview } from './phone-preview.tsx';
import { RecipientsField } from './recipients-field.tsx';
import { useAutosave } from './use-autosave.ts';
import { useRecipientList } from './use-recipient-list.ts';
import { WhenField } from './when-field.tsx';

type ComposerProps = {
  /** Changes with the draft on the server. */
  version: string;
  renderedAtMs: number;
  draftId: DraftId;
  draft: DraftBody;
  senders: Option[];
  prices: CountryPrices;
  currency: string;
  homeCountry: CountryCode;
  timeZone: string;
  permissionWording: string;
  /** Permanent masking is on: there is nothing to choose. */
  masksAlways: boolean;
  /** What is added to texts from these senders. */
  stopLink: { ending: string; senderIds: string[] };
};

/**
 * Who from, to whom, what, when. A draft that is newer on the server is another form; the first one keeps its place in
 * the tree, because without JavaScript an action's answer is shown only where the form still stands when it comes.
 */
export function Composer(props: ComposerProps) {
  const first = useFirst(() => props.version);
  return <ComposerForm key={props.version === first ? 'first' : props.version} {...props} />;
}

/** Every field works before JavaScript; with it, each says at once what it will mean. */
function ComposerForm(props: ComposerProps) {
  const { currency, homeCountry, prices } = props;
  const [state, action, pending] = useActionState(seePrice, idle);
  const initial = useFirst(() => initialBody(state, props.draft));
  const draftId = useFirst(() => props.draftId);
  const form = useRef<HTMLFormElement>(null);
  const textField = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useTypedEarly(form, initial);
  const list = useRecipientList(typed.recipients, homeCountry);
  const { saved, changed } = useAutosave(form, pending);
  useFreshDraft(props.renderedAtMs);

  const { stopLink } = props;
  const ending = stopLink.senderIds.includes(typed.senderId) ? stopLink.ending : '';
  const country = onlyCountry(list?.recipients ?? []) ?? homeCountry;
  const price = useCallback(
    (segments: number) => {
      const of = prices[country];
      return of ? `${priceWords(of, segments, currency)} to ${countryName(country)}` : null;
    },
    [prices, country, currency],
  );
  const estimate = useMemo(() => {
    const { segments } = countSegments(typed.text && typed.text + ending);
    return list && estimateWords(list.recipients, segments, prices, currency);
  }, [list, typed.text, ending, prices, currency]);
  const put = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }));

  return (
    <div className="flex gap-12">
      <form
        ref={form}
        action={action}
        noValidate
        // React empties a form after its action: what was typed has to survive a refusal.
        onReset={(event) => event.preventDefault()}
        onInput={() => changed(typed.recipients.length)}
        className="flex min-w-0 grow flex-col gap-6"
      >
        {/* Enter in a field presses the first button of a form: let that be the harmless one. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="heard" />
        <input type="hidden" name="draftId" value={draftId} />
        {state.status === 'signedOut' ? null : <ErrorSummary state={state} />}
        <SignedOutNotice shown={state.status === 'signedOut' || saved === 'signedOut'} />
        <ClosedCountries state={state} />
        <Select
          name="senderId"
          label="From"
          options={props.senders}
          defaultValue={initial.senderId}
          error={errorAt(state, 'senderId')}
          onChange={(event) => put({ senderId: event.currentTarget.value })}
        />
        <RecipientsField
          initial={initial.recipients}
          error={errorAt(state, 'recipients')}
          list={list}
          homeCountryName={countryName(homeCountry)}
          onTyped={(recipients) => put({ recipients })}
        />
        <TextField
          field={textField}
          initial={initial.text}
          text={typed.text}
          ending={ending}
          error={errorAt(state, 'text')}
          onText={(text) => {
            put({ text });
            changed(typed.recipients.length);
          }}
          price={price}
        />
        <WhenField
          initialWhen={initial.sendAt || errorAt(state, 'sendAt') ? 'later' : 'now'}
          initialAt={initial.sendAt}
          timeZone={props.timeZone}
          error={errorAt(state, 'sendAt')}
        />
        <MaskField always={props.masksAlways} chosen={initial.masked} />
        <Checkbox
          name="agreed"
          label={props.permissionWording}
          defaultChecked={initial.agreed}
          error={errorAt(state, 'agreed')}
        />
        <div className="flex flex-col gap-3 border-t pt-6">
          <p className="figures text-sm text-muted">
            {estimate} Nothing is sent yet: the next page shows everything once more.
          </p>
          <div className="flex flex-wrap items-center gap-4">
            <SubmitButton extra="max-sm:w-full" pendingWords="Working out the price…">
              See the price
            </SubmitButton>
            <DraftStatus saved={saved} />
          </div>
        </div>
      </form>
      <PhonePreview
        sender={props.senders.find(({ value }) => value === typed.senderId)?.label ?? ''}
        text={typed.text}
        ending={ending}
      />
    </div>
  );
}

/** A value of the first render: later answers of the server must not take back what was typed since. */
function useFirst<Value>(make: () => Value): Value {
  return useState(make)[0];
}

function initialBody(state: ActionState, draft: DraftBody): DraftBody {
  if (state.status !== 'problems' && state.status !== 'signedOut') return draft;
  const later = typedIn(state, 'when') === 'later';
  return {
    senderId: typedIn(state, 'senderId'),
    recipients: typedIn(state, 'recipients'),
    text: typedIn(state, 'text').replaceAll('\r\n', '\n'),
    sendAt: later ? typedIn(state, 'sendAt') : '',
    agreed: typedIn(state, 'agreed') === 'on',
    masked: typedIn(state, 'masked') === 'on',
  };
}

type Typed = Pick<DraftBody, 'senderId' | 'recipients' | 'text'>;

/** The fields belong to the browser; this follows them, also what was typed before JavaScript arrived. */
function useTypedEarly(form: RefObject<HTMLFormElement | null>, initial: DraftBody) {
  const [typed, setTyped] = useState<Typed>(initial);
  useEffect(() => {
    if (!form.current) return;
    const fields = new FormData(form.current);
    setTyped({
      senderId: String(fields.get('senderId') ?? ''),
      recipients: String(fields.get('recipients') ?? ''),
      text: String(fields.get('text') ?? '').replaceAll('\r\n', '\n'),
    });
  }, [form]);
  return [typed, setTyped] as const;
}

const STALE_MS = 3000;

/** "Back" shows this page as it was rendered once: ask for the draft as it is now. */
function useFreshDraft(renderedAtMs: number) {
  const router = useRouter();
  useEffect(() => {
    if (Date.now() - renderedAtMs > STALE_MS) router.refresh();
  }, [renderedAtMs, router]);
}

/** The country that all recipients are in, or null. */
function onlyCountry(recipients: { country: CountryCode }[]): CountryCode | null {
  const first = recipients[0]?.country ?? null;
  return recipients.every(({ country }) => country === first) ? first : null;
}
