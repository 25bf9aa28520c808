/**
 * What keeps a passkey, in words, from the ways its browser named to reach it (WebAuthn §5.8.4): they tell a key on a ring
 * from a phone. What device it is exactly nobody asked.
 */
export function passkeyKind(transports: readonly string[]): string {
  if (transports.includes('internal')) return 'In a device';
  if (transports.includes('hybrid')) return 'On a phone';
  if (transports.some((way) => onARing.includes(way))) return 'Security key';
  return 'Passkey';
}

const onARing = ['usb', 'nfc', 'ble', 'smart-card'];
