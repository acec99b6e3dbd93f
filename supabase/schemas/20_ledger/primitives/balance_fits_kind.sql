create function private.balance_fits_kind(kind text, balance bigint) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case
    -- Every order of a tenant would queue behind a balance of these: theirs is the sum of their transfers.
    when kind in ('funding', 'redeemed', 'expired', 'claims', 'committed') then balance is null
    -- A debt is what somebody owes the company: below zero until it is settled.
    when kind = 'debt' then balance is not null and balance <= 0
    else balance is not null and balance >= 0
  end;
end
$$;

comment on function private.balance_fits_kind(text, bigint) is
  'Whether an account of this kind may have that balance: none for system accounts, zero or less for debts, zero or more for all others.';
