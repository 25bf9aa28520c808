/**
 * What a command_status means for the message that got it.
 * accepted: the network took it. temporary: wait and try again until validity ends. permanent: this message fails.
 * bind: the session is wrong, not the message; close it and put the message back.
 */
export type StatusClass = 'accepted' | 'temporary' | 'permanent' | 'bind';

type Row = readonly [status: number, name: string, class_: StatusClass, sentence: string];

const later = 'The network is busy. We try again until the message is no longer valid.';
const ours = 'The network refused the message for a technical reason. This is ours to repair.';
const noRoute = 'The network cannot send to this number.';
const badSender = 'The network does not accept this sender.';

/** SMPP 3.4 §5.1.3, and the codes of SMPP 5.0 §4.7.6 that 3.4 gateways send too. */
const rows: readonly Row[] = [
  [0x00, 'ESME_ROK', 'accepted', 'The network accepted the message.'],
  [0x01, 'ESME_RINVMSGLEN', 'permanent', 'The network found the message too long.'],
  [0x02, 'ESME_RINVCMDLEN', 'permanent', ours],
  [0x03, 'ESME_RINVCMDID', 'permanent', ours],
  [0x04, 'ESME_RINVBNDSTS', 'bind', later],
  [0x05, 'ESME_RALYBND', 'bind', later],
  [0x06, 'ESME_RINVPRTFLG', 'permanent', ours],
  [0x07, 'ESME_RINVREGDLVFLG', 'permanent', ours],
  [0x08, 'ESME_RSYSERR', 'temporary', later],
  [0x0a, 'ESME_RINVSRCADR', 'permanent', badSender],
  [0x0b, 'ESME_RINVDSTADR', 'permanent', 'The network says that this number does not exist.'],
  [0x0c, 'ESME_RINVMSGID', 'permanent', ours],
  [0x0d, 'ESME_RBINDFAIL', 'bind', later],
  [0x0e, 'ESME_RINVPASWD', 'bind', later],
  [0x0f, 'ESME_RINVSYSID', 'bind', later],
  [0x11, 'ESME_RCANCELFAIL', 'permanent', ours],
  [0x13, 'ESME_RREPLACEFAIL', 'permanent', ours],
  [0x14, 'ESME_RMSGQFUL', 'temporary', later],
  [0x15, 'ESME_RINVSERTYP', 'permanent', ours],
  [0x33, 'ESME_RINVNUMDESTS', 'permanent', ours],
  [0x34, 'ESME_RINVDLNAME', 'permanent', ours],
  [0x40, 'ESME_RINVDESTFLAG', 'permanent', ours],
  [0x42, 'ESME_RINVSUBREP', 'permanent', ours],
  [0x43, 'ESME_RINVESMCLASS', 'permanent', ours],
  [0x44, 'ESME_RCNTSUBDL', 'permanent', ours],
  [0x45, 'ESME_RSUBMITFAIL', 'permanent', 'The network did not take the message.'],
  [0x48, 'ESME_RINVSRCTON', 'permanent', badSender],
  [0x49, 'ESME_RINVSRCNPI', 'permanent', badSender],
  [0x50, 'ESME_RINVDSTTON', 'permanent', noRoute],
  [0x51, 'ESME_RINVDSTNPI', 'permanent', noRoute],
  [0x53, 'ESME_RINVSYSTYP', 'bind', later],
  [0x54, 'ESME_RINVREPFLAG', 'permanent', ours],
  [0x55, 'ESME_RINVNUMMSGS', 'permanent', ours],
  [0x58, 'ESME_RTHROTTLED', 'temporary', later],
  [0x61, 'ESME_RINVSCHED', 'permanent', ours],
  [
    0x62,
    'ESME_RINVEXPIRY',
    'permanent',
    'The network did not accept how long the message is valid.',
  ],
  [0x63, 'ESME_RINVDFTMSGID', 'permanent', ours],
  [0x64, 'ESME_RX_T_APPN', 'temporary', later],
  [0x65, 'ESME_RX_P_APPN', 'permanent', 'The network refused the message for good.'],
  [0x66, 'ESME_RX_R_APPN', 'permanent', 'The network rejected the message.'],
  [0x67, 'ESME_RQUERYFAIL', 'permanent', ours],
  [0xc0, 'ESME_RINVOPTPARSTREAM', 'permanent', ours],
  [0xc1, 'ESME_ROPTPARNOTALLWD', 'permanent', ours],
  [0xc2, 'ESME_RINVPARLEN', 'permanent', ours],
  [0xc3, 'ESME_RMISSINGOPTPARAM', 'permanent', ours],
  [0xc4, 'ESME_RINVOPTPARAMVAL', 'permanent', ours],
  [0xfe, 'ESME_RDELIVERYFAILURE', 'permanent', 'The network could not deliver the message.'],
  [0xff, 'ESME_RUNKNOWNERR', 'permanent', 'The network refused the message and gave no reason.'],
  [0x100, 'ESME_RSERTYPUNAUTH', 'permanent', ours],
  [0x101, 'ESME_RPROHIBITED', 'permanent', 'The network does not allow this message.'],
  [0x102, 'ESME_RSERTYPUNAVAIL', 'temporary', later],
  [0x103, 'ESME_RSERTYPDENIED', 'permanent', ours],
  [0x104, 'ESME_RINVDCS', 'permanent', ours],
];

const table = new Map(rows.map((row) => [row[0], row]));

/** Names of the codes that the code itself speaks of. */
export const commandStatus = {
  ok: 0x00,
  invalidCommandLength: 0x02,
  invalidCommandId: 0x03,
  systemError: 0x08,
  queueFull: 0x14,
  throttled: 0x58,
  unknownError: 0xff,
} as const;

/**
 * The class of a command_status (rule F4). `temporary` lists codes that the provider's setting makes temporary; any
 * code that no table knows, the provider's own (0x400 to 0x4FF) among them, is permanent, so that nothing is tried for ever.
 */
export function classifyCommandStatus(
  status: number,
  temporary: ReadonlySet<number> = new Set(),
): StatusClass {
  if (status !== 0 && temporary.has(status)) return 'temporary';
  return table.get(status)?.[2] ?? 'permanent';
}

/** The standard's name, or the number as `0x0457` for codes that it does not name. */
export function commandStatusName(status: number): string {
  return table.get(status)?.[1] ?? `0x${status.toString(16).padStart(4, '0').toUpperCase()}`;
}

/** One plain sentence for the customer. A code that only the provider knows is shown with its number. */
export function commandStatusSentence(status: number): string {
  const sentence = table.get(status)?.[3];
  return sentence ?? `The network refused the message (its code ${commandStatusName(status)}).`;
}
