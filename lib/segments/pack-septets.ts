const carriageReturn = 0x0d;

/**
 * Septets packed into octets, the first in the lowest bits (3GPP TS 23.038 §6.1.2.1). Behind a header of `headerOctets`
 * the text begins at the next whole septet, with fill bits before it (3GPP TS 23.040 §9.2.3.24). SMPP counts octets and
 * not septets, so seven spare bits at the end would be read as one more `@`: a carriage return fills them, as in §6.1.2.3.1.
 */
export function packSeptets(septets: Uint8Array, headerOctets = 0): Uint8Array {
  const fillBits = (7 - ((headerOctets * 8) % 7)) % 7;
  const bits = fillBits + septets.length * 7;
  const octets = new Uint8Array(Math.ceil(bits / 8));
  const put = (septet: number, bit: number) => {
    const [octet, shift] = [bit >> 3, bit & 7];
    octets[octet]! |= septet << shift;
    if (shift > 1) octets[octet + 1]! |= septet >> (8 - shift);
  };
  for (const [index, septet] of septets.entries()) put(septet, fillBits + index * 7);
  if (octets.length * 8 - bits === 7) put(carriageReturn, bits);
  return octets;
}
