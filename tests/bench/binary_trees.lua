-- Making, walking and dropping trees of small objects, with the collector on.

local Node = {}
Node.__index = Node

function Node.new(left, right)
    return setmetatable({ left = left, right = right }, Node)
end

function Node:check()
    if not self.left then
        return 1
    end
    return 1 + self.left:check() + self.right:check()
end

local function make(depth)
    if depth == 0 then
        return Node.new(nil, nil)
    end
    return Node.new(make(depth - 1), make(depth - 1))
end

local function run(depth)
    local kept = make(depth)
    local total = 0
    for size = 4, depth, 2 do
        for _ = 1, 1 << (depth - size + 2) do
            total = total + make(size):check()
        end
    end
    return total + kept:check()
end

print(run(16))
