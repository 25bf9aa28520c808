/** The one-time code in the newest message to a number, as the phone page of the simulator has it. */
export async function newestCode(phonePage: string, number: string): Promise<string | undefined> {
  const answer = await fetch(`${phonePage}/messages?to=${encodeURIComponent(number)}`);
  const messages = (await answer.json()) as { text: string }[];
  return messages.at(-1)?.text.match(/\b\d{6}\b/)?.[0];
}
