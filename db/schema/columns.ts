import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Micros } from '#lib/money/micros.ts';

/** Octets. What is sealed or hashed is stored as such. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** 32 bits without a sign in PostgreSQL's `integer`, which has one: an SMSC's command_status may use them all. */
export const unsigned32 = customType<{ data: number; driverData: number }>({
  dataType: () => 'integer',
  toDriver: signed32,
  fromDriver: (value) => value >>> 0,
});

/** The `integer` in which `unsigned32` is stored. */
export function signed32(value: number): number {
  return value | 0;
}

/** A moment, always with its zone. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Whole millionths of the currency. */
export const money = (name: string) => bigint(name, { mode: 'number' }).$type<Micros>();

/** A version 7 UUID made by `newId`. */
export const id = <T extends string>(name: string) => uuid(name).$type<T>();
