/**
 * Everything that is ever counted, and ever told to Mixpanel: that a feature was used, and at most one property out of a
 * few values that stand here. There is no place for a text, a number, a name, an id or an address.
 */
export const featureEvents = {
  signed_up: null,
  signed_in: null,
  password_recovered: null,
  password_changed: null,
  recovery_kit_renewed: null,
  sender_added: { name: 'kind', values: ['number', 'brand'] },
  price_seen: { name: 'when', values: ['now', 'later'] },
  masked_once: null,
  batch_sent: null,
  batch_stopped: null,
  number_searched: null,
  prices_searched: null,
  receipt_saved: { name: 'file', values: ['pdf', 'json'] },
  keeping_chosen: { name: 'keeping', values: ['masking', 'days'] },
  past_destroyed: null,
  country_opened: null,
  ceilings_chosen: null,
  top_up_begun: { name: 'way', values: ['card', 'transfer', 'automatic'] },
  statement_saved: { name: 'file', values: ['pdf', 'csv'] },
  invoice_saved: { name: 'file', values: ['pdf', 'xml'] },
  copy_asked: null,
} as const satisfies Record<string, { name: string; values: readonly string[] } | null>;

export type FeatureEvent = keyof typeof featureEvents;

/** What goes with an event: one of the values of its property, or nothing. */
export type FeatureValue<Event extends FeatureEvent> = (typeof featureEvents)[Event] extends {
  values: readonly (infer Value)[];
}
  ? [value: Value]
  : [];

/** Every value that there is, of whichever property. */
export type PropertyValue = NonNullable<(typeof featureEvents)[FeatureEvent]>['values'][number];

/** One use of a feature. Made by `featureUse` only. */
export type FeatureUse = {
  event: FeatureEvent;
  property: { name: string; value: PropertyValue } | null;
};

/** All uses that there can be, in the order of the list. */
export const everyFeatureUse: readonly FeatureUse[] = (
  Object.keys(featureEvents) as FeatureEvent[]
).flatMap((event): FeatureUse[] => {
  const property = featureEvents[event];
  if (property === null) return [{ event, property }];
  return property.values.map((value) => ({ event, property: { name: property.name, value } }));
});

/**
 * The use of a feature. Null for what is not in the list, whatever the compiler was told: nothing else can be counted or
 * leave the machine.
 */
export function featureUse<Event extends FeatureEvent>(
  event: Event,
  ...[value]: FeatureValue<Event>
): FeatureUse | null {
  const isIt = (use: FeatureUse) => use.event === event && use.property?.value === value;
  return everyFeatureUse.find(isIt) ?? null;
}

/** How a property stands in `feature_counts`: `name=value`, or empty. */
export const propertyText = ({ property }: FeatureUse): string =>
  property ? `${property.name}=${property.value}` : '';
