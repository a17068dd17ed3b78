-- What a reporter does in Neovim: opens a draft, looks, hovers, takes a code action. Writes what came of it as JSON.
local out, python = vim.env.FACT_CHECK_OUT, vim.env.FACT_CHECK_PYTHON
local told = {}

local client = vim.lsp.start_client({
  name = "fact-check",
  cmd = { python, "-m", "fact_check", "lsp" },
  root_dir = vim.fn.getcwd(),
  init_options = { by = "anna" },
})
vim.lsp.buf_attach_client(0, client)

local function diagnostics()
  return vim.diagnostic.get(0)
end

vim.wait(120000, function() return #diagnostics() > 0 end, 50)
told.diagnostics = {}
for _, each in ipairs(diagnostics()) do
  table.insert(told.diagnostics, { line = each.lnum, column = each.col, code = each.code, message = each.message })
end

local first = diagnostics()[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col + 1 })
local params = vim.lsp.util.make_position_params()
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", params, 60000)
told.hover = hover[client].result.contents.value

vim.ui.select = function(items, _, choose)
  told.actions = {}
  for _, item in ipairs(items) do
    table.insert(told.actions, item[2].title)
  end
  choose(items[1], 1)
end
vim.lsp.buf.code_action()
local journal = vim.fn.expand("%:p") .. ".review.jsonl"
vim.wait(60000, function() return vim.fn.filereadable(journal) == 1 end, 50)
vim.wait(60000, function() return vim.diagnostic.get(0)[1].message:find("anna") ~= nil end, 50)
told.after = vim.diagnostic.get(0)[1].message

local file = io.open(out, "w")
file:write(vim.json and vim.json.encode(told) or vim.fn.json_encode(told))
file:close()
vim.cmd("qa!")
