import { accessChoices, accesses, accessRecords, suspensions } from '#db/schema/accesses.ts';
import { exportFile } from '../export-file.ts';
import { mapPages } from '../read-pages.ts';
import { rowsOfAccount } from '../rows-of-account.ts';

const choices = exportFile({
  name: 'who-looked-choices',
  about: 'Whether staff had to ask you before they looked. The newest counts.',
  fields: {
    at: 'When you chose it.',
    askFirst: 'Whether they have to ask.',
    by: 'Which user chose it.',
  },
  pages: (source) =>
    mapPages(rowsOfAccount(source, accessChoices, { key: 'at' }), ({ at, askFirst, userId }) => ({
      ...{ at, askFirst },
      by: source.nameOf(userId),
    })),
});

const looks = exportFile({
  name: 'who-looked',
  about: 'That staff looked at a part of your data, or asked to. Kept as long as your account.',
  fields: {
    id: 'Its number.',
    staffNumber: 'Which member of staff.',
    reason: 'Why, in their words.',
    ticket: 'For which ticket.',
    sendId: 'What it covered: the whole of this send (sends: id).',
    messageIds: 'Or these messages, with spaces between them (messages: id).',
    minutes: 'For how many minutes they asked.',
    askedAt: 'When they asked.',
    answerBy: 'If they had to ask you: until when you could answer.',
    answeredAt: 'When you answered.',
    answeredBy: 'Which user answered.',
    startsAt: 'From when they could look; empty: never.',
    endsAt: 'Until when.',
    endedAt: 'When it was ended before its time.',
    endedBy: 'By which user of yours; empty: by staff.',
    toldAt: 'When you were told that it was over.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, accesses),
      ({ id, staffNumber, reason, ticket, batchId, messageIds, minutes, ...row }) => ({
        ...{ id, staffNumber, reason, ticket, sendId: batchId, minutes },
        messageIds: messageIds?.join(' ') ?? null,
        ...{ askedAt: row.askedAt, answerBy: row.answerBy, answeredAt: row.answeredAt },
        answeredBy: source.nameOf(row.answeredBy),
        ...{ startsAt: row.startsAt, endsAt: row.endsAt, endedAt: row.endedAt },
        endedBy: source.nameOf(row.endedBy),
        toldAt: row.toldAt,
      }),
    ),
});

const records = exportFile({
  name: 'who-looked-records',
  about: 'A record that was on the screen of a member of staff, each time that it was.',
  fields: {
    id: 'Its number.',
    accessId: 'In which access (who-looked: id).',
    sendId: 'Of which send (sends: id).',
    messageId: 'Which message (messages: id); empty: what all messages of the send share.',
    fields: 'What was shown of it, with spaces between: number, text, sender.',
    at: 'When.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, accessRecords),
      ({ id, accessId, batchId, messageId, fields, at }) => ({
        ...{ id, accessId, sendId: batchId, messageId, fields: fields.join(' '), at },
      }),
    ),
});

const suspended = exportFile({
  name: 'suspensions',
  about: 'That your account was suspended: it could send nothing.',
  fields: {
    id: 'Its number.',
    reason: 'Why, in the words of staff.',
    suspendedAt: 'Since when.',
    liftedAt: 'Until when; empty while it lasts.',
    liftReason: 'Why it was lifted.',
  },
  pages: (source) =>
    mapPages(
      rowsOfAccount(source, suspensions),
      ({ id, reason, suspendedAt, liftedAt, liftReason }) => ({
        ...{ id, reason, suspendedAt, liftedAt, liftReason },
      }),
    ),
});

export const accessFiles = [choices, looks, records, suspended];
