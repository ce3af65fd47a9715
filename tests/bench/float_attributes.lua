-- Float arithmetic on the fields of a table.

local function run(n)
    local body = { position = 0.0, speed = 1.5 }
    for i = 1, n do
        body.position = body.position + body.speed * 0.001
        body.speed = body.speed * 0.9999999
    end
    return body.position
end

print(string.format("%.17g", run(10000000)))
