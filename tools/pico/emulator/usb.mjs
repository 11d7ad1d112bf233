// Why: rp2040js replies at once to a device that asks for bytes from USB's serial line, with none if need be, and so
// interrupts it each 10 us, for ever. Here it waits until there are some.
import { USBCDC } from 'rp2040js';

// `print(bytes)` is called with what comes out. Returns how to send what waits, and whether it can be sent now.
export function usb_console(chip, { print, connected, waiting, plain }) {
  const line = new USBCDC(chip.usbCtrl);
  line.onSerialData = print;
  line.onDeviceConnected = connected;
  if (plain) return { send: (byte) => line.sendSerialByte(byte), is_full: () => line.txFIFO.full };
  let asked = 0;
  const reply_at_once = chip.usbCtrl.onEndpointRead;
  chip.usbCtrl.onEndpointRead = (endpoint, size) => {
    if (endpoint === line.outEndpoint) asked = size;
    else reply_at_once(endpoint, size);
  };
  return {
    send(byte) {
      const bytes = Uint8Array.from([byte, ...waiting.splice(0, asked - 1)]);
      asked = 0;
      chip.usbCtrl.endpointReadDone(line.outEndpoint, bytes);
    },
    is_full: () => asked === 0,
  };
}
