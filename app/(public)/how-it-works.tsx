const steps = [
  {
    title: 'Say who it comes from',
    text: 'Confirm your number with the code that we send to it, or declare a brand that is yours. This takes a minute, once.',
  },
  {
    title: 'Write, and see the price',
    text: 'The counter says how many SMS your text takes and what each costs to each country. The price before you press the button is the most that you pay.',
  },
  {
    title: 'Watch each one arrive',
    text: 'Every message says where it is, whether it was charged, and if something failed, what you can do.',
  },
];

/** From signing up to the phone, in three steps. */
export function HowItWorks() {
  return (
    <section className="flex flex-col gap-5">
      <h2 className="text-2xl font-semibold tracking-tight">How it works</h2>
      <ol className="grid gap-x-8 gap-y-6 md:grid-cols-3">
        {steps.map(({ title, text }, place) => (
          <li key={title} className="flex flex-col gap-1 border-t-2 border-accent pt-4">
            <h3 className="font-semibold">
              <span className="figures mr-2 text-accent">{place + 1}</span>
              {title}
            </h3>
            <p className="text-muted">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
