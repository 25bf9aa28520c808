/**
 * The part of the `smpp` package (0.5.1, which has no types) that the simulator and the tests use: its definitions and
 * its server. The worker's own session does not use it.
 */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';
  import type { SecureContextOptions } from 'node:tls';

  /** What the package takes for a text: Buffers are passed on as they are, strings are encoded by its guess. */
  export type ShortMessage =
    | string
    | Buffer
    | { message: string | Buffer; udh?: Buffer | Buffer[] | undefined };

  /** The fields of a PDU to be made, in the standard's names; numbers by tag are not possible. */
  export interface PduFields {
    command_status?: number;
    sequence_number?: number;
    system_id?: string;
    password?: string;
    system_type?: string;
    interface_version?: number;
    addr_ton?: number;
    addr_npi?: number;
    address_range?: string;
    service_type?: string;
    source_addr_ton?: number;
    source_addr_npi?: number;
    source_addr?: string;
    dest_addr_ton?: number;
    dest_addr_npi?: number;
    destination_addr?: string;
    esm_class?: number;
    protocol_id?: number;
    priority_flag?: number;
    schedule_delivery_time?: string | Date;
    validity_period?: string | Date;
    registered_delivery?: number;
    replace_if_present_flag?: number;
    data_coding?: number | null;
    sm_default_msg_id?: number;
    short_message?: ShortMessage;
    message_id?: string;
    sc_interface_version?: number;
    receipted_message_id?: string;
    message_state?: number;
    network_error_code?: Buffer;
    message_payload?: ShortMessage;
    user_message_reference?: number;
    sar_msg_ref_num?: number;
    sar_total_segments?: number;
    sar_segment_seqnum?: number;
  }

  export class PDU {
    constructor(command: string | Buffer, fields?: PduFields);
    static maxLength: number;
    static fromBuffer(octets: Buffer): PDU | false;
    /** `unknown` for a command_id that the package does not know. */
    command: string;
    command_length: number;
    command_id: number;
    command_status: number;
    sequence_number: number;
    isResponse(): boolean;
    response(fields?: PduFields): PDU;
    toBuffer(): Buffer;
  }
  export interface PDU extends Omit<PduFields, 'command_status' | 'sequence_number'> {}

  type Answered = (pdu: PDU) => void;
  /** False when the socket is not writable. */
  type Send = (fields?: PduFields, onAnswer?: Answered, onSent?: Answered) => boolean;

  export class Session extends EventEmitter {
    constructor(options: { socket: Socket });
    readonly socket: Socket;
    sequence: number;
    paused: boolean;
    send(pdu: PDU, onAnswer?: Answered, onSent?: Answered): boolean;
    pause(): void;
    resume(): void;
    close(onClosed?: () => void): void;
    destroy(onClosed?: () => void): void;
    on(event: 'close' | 'connect' | 'secureConnect', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    /** `pdu` for each, or a command's name such as `submit_sm`. */
    on(event: string, listener: (pdu: PDU) => void): this;
    bind_transceiver: Send;
    bind_transmitter: Send;
    bind_receiver: Send;
    submit_sm: Send;
    deliver_sm: Send;
    data_sm: Send;
    enquire_link: Send;
    unbind: Send;
    generic_nack: Send;
  }

  export class Server extends NetServer {
    readonly sessions: Session[];
  }

  type OnSession = (session: Session) => void;
  export function createServer(listener?: OnSession): Server;
  export function createServer(options: SecureContextOptions, listener?: OnSession): Server;

  /** A client's connection, for tests; `connect` is emitted when the line is there. */
  export function connect(options: { host: string; port: number }): Session;

  type Filter = { encode(value: unknown): unknown; decode(value: unknown): unknown };
  type Definition = { id: number; type: unknown; filter?: Filter };
  type Command = { id: number; command: string; params?: Record<string, Definition> };

  export const commands: Record<string, Command>;
  export const commandsById: Record<number, Command>;
  export const tlvs: Record<string, Definition>;
  export const tlvsById: Record<number, Definition>;
  type Encoding = {
    match(text: string): boolean;
    encode(text: string): Buffer;
    decode(octets: Buffer): string;
  };
  export const encodings: { ASCII: Encoding; LATIN1: Encoding; UCS2: Encoding };
  /** ESME_ROK and the others, by name. */
  export const errors: Record<string, number>;
  export const consts: Record<string, Record<string, number>>;

  const smpp: {
    PDU: typeof PDU;
    Session: typeof Session;
    Server: typeof Server;
    createServer: typeof createServer;
    connect: typeof connect;
    commands: typeof commands;
    commandsById: typeof commandsById;
    tlvs: typeof tlvs;
    tlvsById: typeof tlvsById;
    encodings: typeof encodings;
    errors: typeof errors;
    consts: typeof consts;
  };
  export default smpp;
}
