import smpp from 'smpp';

// Octets arrive and leave raw. By itself the library would decode texts (receipts too) by rules of its own, write
// GSM text as data_coding 1, and turn periods of validity into dates.
for (const command of ['submit_sm', 'deliver_sm', 'data_sm']) {
  const params = smpp.commands[command]?.params ?? {};
  for (const field of ['short_message', 'validity_period', 'schedule_delivery_time']) {
    delete params[field]?.filter;
  }
}
delete smpp.tlvs.message_payload?.filter;

/** The `smpp` package, made to leave octets alone. For the whole process. */
export { smpp };
