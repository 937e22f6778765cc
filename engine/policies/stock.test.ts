import { expect, test } from 'vitest';
import { Stock } from './stock';

const sku = 64;

test('units run out, and who asks for more than are left is refused and takes none', () => {
  const stock = new Stock(3);
  expect(stock.takeIfEnough(sku, 1, 2)).toBe(true);
  expect(stock.takeIfEnough(sku, 2, 2)).toBe(false);
  expect(stock.left(sku)).toBe(1);
  expect(stock.takeIfEnough(sku, 3, 1)).toBe(true);
  expect(stock.left(sku)).toBe(0);
  expect(stock.left(2 * sku)).toBe(3);
});

test('who does not ask takes more than there are', () => {
  const stock = new Stock(1);
  stock.take(sku, 1, 1);
  stock.take(sku, 2, 1);
  expect(stock.left(sku)).toBe(-1);
});

test('a request gives back what it has taken, once, and nobody else’s', () => {
  const stock = new Stock(5);
  stock.take(sku, 1, 2);
  expect(stock.giveBack(sku, 2, 2)).toBe(0);
  expect(stock.giveBack(sku, 1, 5)).toBe(2);
  expect(stock.giveBack(sku, 1, 2)).toBe(0);
  expect(stock.left(sku)).toBe(5);
});

test('a delivery of goods is a taking of less than nothing', () => {
  const stock = new Stock(1);
  stock.take(sku, 1, -10);
  expect(stock.left(sku)).toBe(11);
  expect(stock.giveBack(sku, 1, 3)).toBe(0);
});

test('what had to be forgotten is counted', () => {
  const stock = new Stock(1, 4);
  for (let thing = 1; thing <= 5; thing++) stock.take(thing * sku, thing, 1);
  expect(stock.forgotten).toBe(2);
});

test('no taking is lost while room is made for more things', () => {
  const stock = new Stock(1);
  for (let thing = 1; thing <= 5000; thing++) {
    expect(stock.takeIfEnough(thing * sku, thing, 1)).toBe(true);
    expect(stock.left(thing * sku), `thing ${thing}`).toBe(0);
    expect(stock.giveBack(thing * sku, thing, 1), `request ${thing}`).toBe(1);
    expect(stock.takeIfEnough(thing * sku, thing, 1)).toBe(true);
  }
});
