create function private.lock_wallet_and_budgets(tenant_id uuid, wallet uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  concerned uuid[];
begin
  loop
    concerned := private.budgets_of_wallet(tenant_id, wallet);
    begin
      perform private.lock_accounts(tenant_id, wallet || concerned);
      if private.budgets_of_wallet(tenant_id, wallet) <@ concerned then
        return;
      end if;
      -- While this waited, a grant from another budget arrived. Leaving the block by an error frees the locks, so that the next try takes
      -- all of them in the order of ids again: whoever holds that budget may be waiting for the wallet.
      raise exception using errcode = 'no_data_found';
    exception
      when no_data_found then
        null;
    end;
  end loop;
end
$$;

comment on function private.lock_wallet_and_budgets(uuid, uuid) is
  'Locks a wallet and the budgets to which its points may go back, in the order of ids. Behind the wallet''s lock nothing more arrives.';
