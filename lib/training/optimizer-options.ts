/** @throws RangeError unless `value` is a finite number above 0 */
export function checkRate(who: string, option: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${who}: ${option} ${value} was given; a finite number above 0 is accepted`);
  }
}

/** @throws RangeError unless `value` is a finite number from 0 */
export function checkFromZero(who: string, option: string, value: number): void {
  if (!(value >= 0 && Number.isFinite(value))) {
    throw new RangeError(`${who}: ${option} ${value} was given; a finite number from 0 is accepted`);
  }
}

/** @throws RangeError unless `value` is in [0, 1) */
export function checkShare(who: string, option: string, value: number): void {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${who}: ${option} ${value} was given; [0, 1) is accepted`);
}
