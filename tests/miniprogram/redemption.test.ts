import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mall } from '../support/mall.ts'
import { Phone } from './phone.ts'

const employee = { company: 'xinghe', employeeNo: 'E1001', password: 'Fudian-demo-2026' }

describe('an employee with the mini-program', () => {
  let phone: Phone
  let database: pg.Client
  let orderNo: string

  beforeAll(async () => {
    phone = new Phone(mall().clientDir)
    database = new pg.Client(mall().stack.dbUrl)
    await database.connect()
  })
  afterAll(() => database.end())

  const order = async () => {
    const { rows } = await database.query<{ state: string; total_points: string; refunded_points: string }>(
      'select state, total_points, refunded_points from public.orders where order_no = $1',
      [orderNo],
    )
    return rows[0]
  }

  test('is led to the sign-in page', async () => {
    await phone.until('the sign-in page', () => phone.path === 'app/sign-in/sign-in')
    await phone.read('员工登录')
  })

  test('reads a sentence when the password is wrong', async () => {
    await phone.type('t-company', employee.company)
    await phone.type('t-employee', employee.employeeNo)
    await phone.type('t-password', 'not-the-password')
    await phone.tap('t-submit')
    await phone.read(/不正确|有误|不对/)
    expect(phone.path).toBe('app/sign-in/sign-in')
  })

  test('signs in and sees the company’s home page', async () => {
    await phone.type('t-password', employee.password)
    await phone.tap('t-submit')
    await phone.until('the home page', () => phone.path === 'app/home/home')
    await phone.read('可用星币')
    await phone.read('2,326')
  })

  test('opens the mall and a product, and goes to the checkout', async () => {
    phone.goTo('/app/mall/mall')
    await phone.tap('t-product')
    await phone.until('the product', () => phone.path === 'app/product/product')
    await phone.read('市场价')
    await phone.tap('t-redeem')
    await phone.until('the checkout', () => phone.path === 'app/checkout/checkout')
  })

  test('sees who receives it and what pays, and redeems', async () => {
    await phone.read('上海市')
    await phone.until('a lot that pays', () => phone.count('t-checkout-lot') > 0)
    await phone.tap('t-checkout-confirm')
    await phone.until('the order’s number', () => phone.path === 'app/checkout/done' && phone.count('t-done-order-no'))
    orderNo = phone.textOf('t-done-order-no')
    expect(await order()).toMatchObject({ state: 'paid', refunded_points: '0' })
  })

  test('finds the order, cancels it and has the points back', async () => {
    await phone.tap('t-done-order')
    await phone.until('the order', () => phone.path === 'app/orders/order')
    await phone.tap('t-order-cancel')
    await phone.tap('t-dialog-confirm')
    await phone.read('已取消')
    const cancelled = await order()
    expect(cancelled).toMatchObject({ state: 'cancelled', refunded_points: cancelled?.total_points })
    phone.goTo('/app/home/home')
    await phone.read('2,326')
  })
})
